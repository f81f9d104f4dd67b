package io.github.kernelj.task;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ConvergencePlot;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.Method;
import io.github.kernelj.learn.TrainingListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An unknown 7 x 7 kernel, learned from a photograph before and after it by three methods, and applied to others.
 *
 * @param pairs what gradient descent, Nesterov and conjugate gradient found, in this order
 * @param target the photograph after the unknown kernel
 * @param camera the learned kernel on the photograph it was learned from
 * @param brick the same on a photograph it has never seen
 * @param coffee the same on an RGB photograph
 */
record DemoPhotograph(List<DemoPair> pairs, ImagePlus target, DemoImage camera, DemoImage brick, DemoImage coffee) {

    static final String INPUT = "camera.png";
    static final String TARGET = "camera-filtered.png";
    static final String TRUTH = "unknown-7x7.json";
    static final String LEARNED = "learned-7x7.json";

    private static final List<Method> METHODS =
            List.of(Method.GRADIENT_DESCENT, Method.NESTEROV, Method.CONJUGATE_GRADIENT);

    static DemoPhotograph run(DemoFolder folder, Progress progress) throws IOException {
        folder.sample(INPUT);
        ImagePlus target = folder.sample(TARGET);
        Kernel truth = folder.truth(TRUTH);
        List<DemoPair> pairs = new ArrayList<>();
        for (int i = 0; i < METHODS.size(); i++) {
            String kernel = i == 0 ? LEARNED : LEARNED.replace(".json", "-" + Key.word(METHODS.get(i)) + ".json");
            LearnResult learned = folder.learn(
                    INPUT,
                    TARGET,
                    kernel,
                    settings(METHODS.get(i)),
                    TrainingListener.NONE,
                    progress.part(0.2 * i, 0.2 * (i + 1)));
            pairs.add(new DemoPair(learned, truth));
        }
        return new DemoPhotograph(
                pairs,
                target,
                DemoImage.of(folder, INPUT, LEARNED, TRUTH, progress.part(0.6, 0.75)),
                DemoImage.of(folder, "brick.png", LEARNED, TRUTH, progress.part(0.75, 0.85)),
                DemoImage.of(folder, "coffee.png", LEARNED, TRUTH, progress.part(0.85, 1)));
    }

    /** The bias is learned too, as nobody has said that there is none. */
    static LearnSettings settings(Method method) {
        return LearnSettings.parse(Map.of("size", "7", "bias", "true", "method", Key.word(method)));
    }

    DemoPair descent() {
        return pairs.get(0);
    }

    void tell(Consumer<String> console) {
        console.accept("2. A photograph: an unknown " + descent().truth().shape() + " kernel, learned from " + INPUT
                + " and " + TARGET);
        fit(0).history().stream()
                .filter(point -> point.step() == 0 || isFirstOfDecade(point))
                .forEach(point -> console.accept("   step " + DemoText.grouped(point.step()) + ": mean squared error "
                        + DemoText.significant(point.loss(), 3) + ", distance from the exact solution "
                        + DemoText.brief(point.distance())));
        pairs.forEach(pair -> console.accept("   " + pair.ending()));
        console.accept("   " + descent().errorInWords());
        List.of(brick, coffee).forEach(image -> console.accept("   " + image.inWords()));
    }

    private boolean isFirstOfDecade(Fit.Point point) {
        int index = fit(0).history().indexOf(point);
        return index > 0
                && Math.floor(Math.log10(point.step()))
                        > Math.floor(Math.log10(fit(0).history().get(index - 1).step()));
    }

    void addTo(HtmlPage page) {
        page.heading("A photograph before and after an unknown filter")
                .paragraph("A filter like this is a kernel: a small table of weights, here "
                        + descent().truth().shape()
                        + ". Laid on a pixel, it gives the weighted sum of the pixels under it. KernelJ saw the first two"
                        + " pictures only. The third is the first one under the kernel that it learned.")
                .row(List.of(
                        camera.crop(camera.before(), "Before: " + INPUT),
                        camera.crop(target, "After the unknown filter: " + TARGET),
                        camera.crop(camera.after(), "After the learned kernel: " + camera.file())))
                .paragraph(camera.inWords() + " " + descent().errorInWords()
                        + " What is left of an error comes from the target, whose pixels are"
                        + " rounded to whole gray levels.")
                .row(descent().figures())
                .heading("How it was learned")
                .paragraph("Gradient descent starts from random weights and takes small steps downhill, "
                        + DemoText.grouped(fit(0).steps()) + " of them. The gray levels of neighbouring pixels are"
                        + " nearly equal, so the valley is long and flat: its condition number is "
                        + DemoText.significant(fit(0).condition(), 3)
                        + ". Methods that remember where they came from need fewer steps for the same kernel. No step"
                        + " looks at the pixels again: one pass over the picture gathers all that the steps need.")
                .figure(new HtmlPage.Figure(
                        plot(),
                        "Distance from the exact solution against steps for three methods",
                        "Distance: the largest error of a weight, as a part of the largest weight of the exact solution."
                                + " A method stops at "
                                + DemoText.brief(
                                        settings(METHODS.get(0)).options().tolerance())
                                + "."))
                .heading("The learned kernel on other pictures")
                .paragraph("A kernel learned from one picture works on others, which it has never seen. "
                        + brick.inWords() + " " + coffee.inWords() + " RGB pictures are filtered channel by channel.")
                .row(brick.figures())
                .row(coffee.figures());
    }

    ColorProcessor plot() {
        return ConvergencePlot.of(
                "Distance from the exact solution",
                "steps",
                "distance",
                pairs.stream().map(DemoPhotograph::series).toList());
    }

    private static ConvergencePlot.Series series(DemoPair pair) {
        List<Fit.Point> history = pair.learned().fit().history();
        return new ConvergencePlot.Series(
                Key.word(pair.learned().fit().method()),
                history.stream().mapToDouble(Fit.Point::step).toArray(),
                history.stream().mapToDouble(Fit.Point::distance).toArray());
    }

    private Fit fit(int method) {
        return pairs.get(method).learned().fit();
    }
}
