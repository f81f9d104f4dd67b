package io.github.kernelj.learn;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A learned kernel, and how well and how it was learned. Immutable.
 *
 * @param bank the kernels from each input channel, mostly one, to the output that was learned; named "learned", weights
 *     rounded to float
 * @param exactBank those of the least loss, which the method approaches; where the pair doesn't determine them, the ones
 *     nearest to the start
 * @param weights the kernels' weights in double, channel by channel, in it z, y, x with x fastest; copied
 * @param method how it was looked for
 * @param steps number of updates that led to the kernel
 * @param converged whether no weight is off the exact solution by more than the tolerance allows
 * @param diverged whether the loss grew and learning was stopped; the kernel is then the best before
 * @param cancelled whether learning was stopped on request; the kernel is then the best so far
 * @param loss sum of the squared residuals of the weights in double
 * @param count N, the number of windows
 * @param variation the target's sum of squared deviations from its mean
 * @param condition condition number of the problem that was solved, ridge included; infinite if it is singular
 * @param rate the learning rate, for the loss that was asked for; empty for methods without
 * @param largestStableRate the rate above which steps diverge, for the loss that was asked for; empty for methods that don't
 * @param seed of the start
 * @param history the way there, at steps that lie evenly on a logarithmic scale
 * @param notices what the user should know, one sentence or two each
 */
public record Fit(
        KernelBank bank,
        KernelBank exactBank,
        double[] weights,
        Method method,
        long steps,
        boolean converged,
        boolean diverged,
        boolean cancelled,
        double loss,
        long count,
        double variation,
        double condition,
        OptionalDouble rate,
        OptionalDouble largestStableRate,
        long seed,
        List<Point> history,
        List<String> notices) {

    /**
     * A point on the way to the solution.
     *
     * @param step number of updates
     * @param loss the loss then, as a mean or sum as it was asked for
     * @param distance the largest deviation of a weight from the exact solution, as a part of its largest weight
     */
    public record Point(long step, double loss, double distance) {}

    public Fit {
        weights = weights.clone();
        history = List.copyOf(history);
        notices = List.copyOf(notices);
    }

    @Override
    public double[] weights() {
        return weights.clone();
    }

    /**
     * The kernel.
     *
     * @throws IllegalStateException if there are several input channels, so that there is a {@link #bank} of them
     */
    public Kernel kernel() {
        return bank.single();
    }

    /**
     * The kernel of the least loss.
     *
     * @throws IllegalStateException as {@link #kernel} does
     */
    public Kernel exact() {
        return exactBank.single();
    }

    /** The largest deviation of a weight from the exact solution, as a part of that one's largest weight. */
    public double distance() {
        return history.get(history.size() - 1).distance();
    }

    /** The mean squared residual. */
    public double meanLoss() {
        return loss / count;
    }

    /** The root of the mean squared residual, in the target's units. */
    public double rmse() {
        return Math.sqrt(meanLoss());
    }

    /** The explained part of the target's variation, at most 1; NaN if the target is constant. */
    public double rSquared() {
        return variation == 0 ? Double.NaN : 1 - loss / variation;
    }

    /** The same fit with another sum of squared residuals, from a pass over the pixels. */
    Fit withLoss(double newLoss) {
        return with(newLoss, notices);
    }

    /** The same fit with one more notice. */
    Fit withNotice(String notice) {
        List<String> more = new ArrayList<>(notices);
        more.add(notice);
        return with(loss, more);
    }

    private Fit with(double newLoss, List<String> newNotices) {
        return new Fit(
                bank,
                exactBank,
                weights,
                method,
                steps,
                converged,
                diverged,
                cancelled,
                newLoss,
                count,
                variation,
                condition,
                rate,
                largestStableRate,
                seed,
                history,
                newNotices);
    }
}
