package io.github.kernelj.learn;

import io.github.kernelj.engine.Extent;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.util.Objects;

/**
 * An image and what it should become.
 *
 * <p>Only windows that lie wholly on the input are learned from, so no border rule enters. The target is either of the
 * input's size (its pixel at {@code p + anchor} then belongs to the window whose first pixel is {@code p}) or of the valid
 * size, n − k + 1 along every axis (its pixel {@code p} does).
 *
 * @param input the image
 * @param target what the image should become, in the units the kernel shall produce
 * @param weights how much each pixel of the target counts, at least 0, in an image of the target's size; a mask is one of
 *     zeros and ones; null if all count alike
 */
public record ExamplePair(PlaneSource input, PlaneSource target, PlaneSource weights) {

    /** @throws IllegalArgumentException if the weights aren't of the target's size */
    public ExamplePair {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(target, "target");
        if (weights != null && !weights.shape().equals(target.shape())) {
            throw new IllegalArgumentException("weights and target don't belong together: the weights are "
                    + weights.shape() + ", the target " + target.shape());
        }
    }

    /** A pair whose pixels all count alike. */
    public ExamplePair(PlaneSource input, PlaneSource target) {
        this(input, target, null);
    }

    /** The same pair with weights. */
    public ExamplePair withWeights(PlaneSource newWeights) {
        return new ExamplePair(input, target, newWeights);
    }

    /**
     * A pair that a kernel of this shape can be learned from.
     *
     * @throws IllegalArgumentException if the kernel is larger than the input, or the sizes don't belong together
     */
    public static ExamplePair of(PlaneSource input, PlaneSource target, Shape kernel) {
        ExamplePair pair = new ExamplePair(input, target);
        pair.windows(kernel);
        return pair;
    }

    /**
     * Number of windows along each axis, n − k + 1.
     *
     * @throws IllegalArgumentException if the kernel is larger than the input, or the sizes don't belong together
     */
    public Shape windows(Shape kernel) {
        Shape image = input.shape();
        if (!kernel.fitsIn(image)) {
            throw new IllegalArgumentException("the " + kernel + " kernel is larger than the input image, which is "
                    + image + "; choose a smaller kernel or a larger pair");
        }
        Shape valid = Extent.VALID.outputOf(image, kernel);
        Shape wanted = target.shape();
        if (!wanted.equals(image) && !wanted.equals(valid)) {
            throw new IllegalArgumentException("input and target don't belong together: the input is " + image
                    + ", the target " + wanted + "; with a " + kernel + " kernel the target must be " + image
                    + " (the input's size)" + (valid.equals(image) ? "" : " or " + valid + " (only whole windows)"));
        }
        return valid;
    }

    /**
     * The part of the pair that some of its windows see: the input's pixels under them, and the target's pixels that belong
     * to them. Its windows are these, and no others.
     *
     * @param windows by their positions in this pair
     * @throws IllegalArgumentException if the pair doesn't have these windows, or isn't one for the kernel
     */
    public ExamplePair within(WindowBox windows, Shape kernel, Anchor anchor) {
        Shape all = windows(kernel);
        if (!windows.fitsIn(all)) {
            throw new IllegalArgumentException(
                    "the windows " + windows + " aren't all among those of the pair, which are " + all);
        }
        Shape size = windows.size();
        Shape seen = windows.seenBy(kernel);
        Anchor first = firstTarget(kernel, anchor);
        WindowBox ofTarget =
                new WindowBox(windows.x() + first.x(), windows.y() + first.y(), windows.z() + first.z(), size);
        return new ExamplePair(
                new CroppedPlanes(input, new WindowBox(windows.x(), windows.y(), windows.z(), seen)),
                new CroppedPlanes(target, ofTarget),
                weights == null ? null : new CroppedPlanes(weights, ofTarget));
    }

    /** Where the target pixel of the first window lies in the target. */
    Anchor firstTarget(Shape kernel, Anchor anchor) {
        return target.shape().equals(input.shape()) ? anchor : new Anchor(0, 0, 0);
    }
}
