package io.github.kernelj.task;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.learn.Method;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Shows what this library does on its sample images: the lesson, a kernel learned from a photograph, one from a volume.
 * Writes kernels, images and a page that explains them; every number in it comes from the run.
 */
public final class DemoTask {

    /** The page's name in the folder. */
    public static final String PAGE = "index.html";

    private static final long SEED = 1;

    private final DemoLesson lesson;
    private final DemoPhotograph photograph;
    private final DemoVolume volume;

    private DemoTask(DemoLesson lesson, DemoPhotograph photograph, DemoVolume volume) {
        this.lesson = lesson;
        this.photograph = photograph;
        this.volume = volume;
    }

    /**
     * Runs everything; takes a few seconds.
     *
     * @param folder made if there is none; files of the same names are replaced
     * @param console takes the story as it goes, line by line, in the calling thread; the last line names the page
     * @return the page
     * @throws IOException if a file can't be read or written, naming it
     * @throws java.util.concurrent.CancellationException if {@code progress} says so
     */
    public static Path run(Path folder, Consumer<String> console, Progress progress) throws IOException {
        long start = System.nanoTime();
        DemoFolder files = new DemoFolder(folder);
        DemoLesson lesson = DemoLesson.run(files, SEED, progress.part(0, 0.02));
        lesson.tell(console);
        DemoPhotograph photograph = DemoPhotograph.run(files, progress.part(0.02, 0.7));
        photograph.tell(console);
        DemoVolume volume = DemoVolume.run(files, progress.part(0.7, 0.9));
        volume.tell(console);
        Path page = files.file(PAGE);
        new DemoTask(lesson, photograph, volume).page().write(page);
        progress.report(1);
        console.accept(String.format(Locale.ROOT, "Done in %.1f s.", (System.nanoTime() - start) / 1e9));
        console.accept("Open this page in a browser: " + page);
        return page;
    }

    private HtmlPage page() {
        HtmlPage page = new HtmlPage("KernelJ: filters learned from examples");
        verdict(page);
        photograph.addTo(page);
        volume.addTo(page);
        lesson.addTo(page);
        table(page);
        again(page);
        return page;
    }

    private void verdict(HtmlPage page) {
        DemoPair flat = photograph.descent();
        DemoPair deep = volume.pair();
        boolean found = flat.agrees() && deep.agrees();
        page.paragraph("KernelJ was shown a photograph before and after an unknown filter, and "
                + (found ? "found the filter" : "did not find the filter") + ". It was shown a volume before and after"
                + " another one, and " + (found ? "found that too" : "did not find both")
                + ". Each was learned from one"
                + " example, by gradient descent, and does to other pictures what the true filter does.");
        page.paragraph("The worst of the " + flat.truth().shape().volume()
                + " weights of the photograph's filter is off by "
                + DemoText.brief(flat.largestError()) + ", where the largest weight is "
                + DemoText.significant(flat.largestWeight(), 3) + ". On a photograph that KernelJ has never seen, "
                + photograph.brick().difference().inWords() + ".");
    }

    private void table(HtmlPage page) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(lesson.pair().row());
        photograph.pairs().forEach(pair -> rows.add(pair.row()));
        rows.add(volume.pair().row());
        page.heading("What was learned, in numbers")
                .table("Each line is a kernel learned from a pair.", DemoPair.HEADER, rows)
                .paragraph(
                        "Condition: the condition number, how much longer than wide the valley is; steps grow with it."
                                + " Off exact: the largest error of a weight against the best kernel for this pair, as a part of"
                                + " the largest weight. Off truth: the same against the kernel that made the pair. R² and RMSE:"
                                + " how well the kernel makes the target from the input; RMSE is in pixel values. The lesson stops after its "
                                + DemoText.count(lesson.pair().learned().fit().steps(), "step") + " by design.");
    }

    private static void again(HtmlPage page) {
        Map<String, String> settings = new LinkedHashMap<>(
                DemoPhotograph.settings(Method.GRADIENT_DESCENT).toMap());
        String options = settings.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + (entry.getValue().equals("true") ? "" : "=" + entry.getValue()))
                .collect(Collectors.joining(" "));
        settings.put(LearnSettings.INPUT.name(), DemoPhotograph.INPUT);
        settings.put(LearnSettings.TARGET.name(), DemoPhotograph.TARGET);
        settings.put(LearnSettings.KERNEL.name(), DemoPhotograph.LEARNED);
        page.heading("Do it yourself")
                .paragraph("All images and kernels of this page lie beside it. On the command line, in this folder:")
                .code("java -jar kernelj.jar learn " + options + " " + DemoPhotograph.INPUT + " "
                        + DemoPhotograph.TARGET
                        + " " + DemoPhotograph.LEARNED + "\n"
                        + "java -jar kernelj.jar apply --kernel=" + DemoPhotograph.LEARNED
                        + " brick.png brick-learned.png")
                .paragraph("In an ImageJ macro, with both photographs open; write the kernel file with its whole path:")
                .code("run(\"Learn Kernel...\", \""
                        + LearnSettings.parse(settings).format() + "\");\n"
                        + "selectImage(\"" + DemoPhotograph.INPUT + "\");\n"
                        + "run(\"Apply Kernel...\", \""
                        + ApplySettings.of(DemoPhotograph.LEARNED).format() + "\");");
    }
}
