package io.github.kernelj.task;

import ij.ImagePlus;
import io.github.kernelj.engine.Operation;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.Slices;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.task.HtmlPage.Figure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The lesson that KernelJ grew from: an edge detector of two weights, learned in ten steps of gradient descent.
 *
 * @param seed of the start
 * @param losses the lines that the loop prints
 * @param pair the learned kernel and [1, −1]
 * @param input the image
 * @param target its edges
 * @param correlated the image correlated with the learned kernel
 * @param convolved the image convolved with it
 */
record DemoLesson(
        long seed,
        List<String> losses,
        DemoPair pair,
        ImagePlus input,
        ImagePlus target,
        ImagePlus correlated,
        ImagePlus convolved) {

    static final String INPUT = "lesson-input.csv";
    static final String TARGET = "lesson-target.csv";
    static final String LEARNED = "lesson-learned.json";

    private static final Kernel TRUTH = Kernel.of(Shape.of(2, 1), 1, -1).withName("edge");

    /** The dense layer of the lesson: an RGB photograph of 12 megapixels and 100 hidden units. */
    private static final long PIXELS = 12_000_000;

    private static final int COLOURS = 3;
    private static final int HIDDEN = 100;

    private static final int PICTURE_WIDTH = 200;

    static DemoLesson run(DemoFolder folder, long seed, Progress progress) throws IOException {
        ImagePlus input = folder.sample(INPUT);
        ImagePlus target = folder.sample(TARGET);
        List<String> losses = new ArrayList<>();
        LearnSettings settings = LearnSettings.parse(Map.of("preset", "lesson", "seed", Long.toString(seed)));
        LearnResult learned =
                folder.learn(INPUT, TARGET, LEARNED, settings, TrainingListener.printing(losses::add), progress);
        return new DemoLesson(
                seed,
                losses,
                new DemoPair(learned, TRUTH),
                input,
                target,
                applied(folder, input, Operation.CORRELATION),
                applied(folder, input, Operation.CONVOLUTION));
    }

    private static ImagePlus applied(DemoFolder folder, ImagePlus input, Operation operation) throws IOException {
        return folder.apply(
                input,
                LEARNED,
                Map.of("operation", Key.word(operation), "extent", "valid", "type", "32-bit"),
                Progress.NONE);
    }

    void tell(Consumer<String> console) {
        console.accept(
                "1. The lesson: a " + TRUTH.shape() + " kernel, " + DemoText.count(steps(), "step") + ", seed " + seed);
        losses.forEach(console);
        console.accept("   " + outcome());
        console.accept("   " + density());
        console.accept("   " + flip());
        rows().forEach(row -> console.accept("     " + row));
        console.accept("   " + dimensions());
    }

    void addTo(HtmlPage page) {
        page.heading("The lesson behind it")
                .paragraph(density())
                .paragraph(
                        "The lesson learns such a kernel. Its image has a dark band; its target marks the band's edges"
                                + " with 1 and −1.")
                .row(figures())
                .paragraph(
                        "The kernel starts from random weights (seed " + seed + "). Each step moves it against the"
                                + " gradient of the summed squared error, and the loop prints the error before every second step:")
                .code(String.join("\n", losses))
                .paragraph(outcome())
                .paragraph(flip())
                .code(String.join("\n", rows()))
                .paragraph(dimensions());
    }

    private List<Figure> figures() {
        return List.of(
                new Figure(
                        Slices.of(input, PICTURE_WIDTH, Slices.Range.FULL).picture(),
                        "The lesson's image: a black band on white",
                        "The image: " + INPUT),
                new Figure(
                        Slices.of(target, PICTURE_WIDTH, Slices.Range.SYMMETRIC).picture(),
                        "The lesson's target: a white and a black line on gray",
                        "The target: 1 white, 0 gray, −1 black"),
                pair.figures().get(0));
    }

    private static String density() {
        long weights = PIXELS * COLOURS * HIDDEN;
        return String.format(
                Locale.ROOT,
                "A dense layer joins every pixel with every hidden unit: from an RGB image of %s pixels to %d units it has"
                        + " %s weights, %.1f GB. Let the weights be the same everywhere (translation invariance) and look"
                        + " only near by (locality), and a kernel is left: here of %d weights.",
                DemoText.grouped(PIXELS),
                HIDDEN,
                DemoText.grouped(weights),
                (double) weights * Float.BYTES / 1e9,
                TRUTH.shape().volume());
    }

    private String outcome() {
        return "After " + DemoText.count(steps(), "step") + " the kernel is ["
                + row(pair.learned().kernel().weights()).strip() + "]; the one that made the target is ["
                + row(TRUTH.weights()).strip() + "].";
    }

    private static String flip() {
        return "KernelJ correlates: it lays the kernel on the image as it stands. Convolution flips the kernel first, so"
                + " here all signs turn round.";
    }

    private List<String> rows() {
        return List.of(
                "a row of the image  " + firstRow(input),
                "its correlation     " + firstRow(correlated),
                "its convolution     " + firstRow(convolved));
    }

    private static String dimensions() {
        return "This kernel is 1-D. The same settings learn and apply 2-D and 3-D kernels, as with the photograph and the"
                + " volume.";
    }

    private long steps() {
        return pair.learned().fit().steps();
    }

    private static String firstRow(ImagePlus image) {
        return row(IntStream.range(0, image.getWidth())
                .mapToDouble(x -> image.getProcessor().getf(x, 0))
                .toArray());
    }

    private static String row(float[] values) {
        return row(IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
    }

    private static String row(double[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> String.format(Locale.ROOT, "%6.2f", values[i]))
                .collect(Collectors.joining(" "));
    }
}
