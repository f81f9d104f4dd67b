package io.github.kernelj.task;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.learn.TrainingListener;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A 3-D kernel, learned from a made volume before and after it, and applied to an MR volume.
 *
 * @param pair the learned and the true kernel
 * @param head the learned kernel on the MR volume
 */
record DemoVolume(DemoPair pair, DemoImage head) {

    static final String INPUT = "phantom.tif";
    static final String TARGET = "phantom-filtered.tif";
    static final String TRUTH = "unknown-3x3x3.json";
    static final String LEARNED = "learned-3x3x3.json";

    static DemoVolume run(DemoFolder folder, Progress progress) throws IOException {
        folder.sample(INPUT);
        folder.sample(TARGET);
        DemoPair pair = new DemoPair(
                folder.learn(INPUT, TARGET, LEARNED, settings(), TrainingListener.NONE, progress.part(0, 0.5)),
                folder.truth(TRUTH));
        return new DemoVolume(pair, DemoImage.of(folder, "mr-head.tif", LEARNED, TRUTH, progress.part(0.5, 1)));
    }

    private static LearnSettings settings() {
        return LearnSettings.parse(Map.of("size", "3x3x3", "bias", "true"));
    }

    void tell(Consumer<String> console) {
        console.accept("3. A volume: an unknown " + pair.truth().shape() + " kernel, learned from " + INPUT + " and "
                + TARGET);
        console.accept("   " + pair.ending());
        console.accept("   " + pair.errorInWords());
        console.accept("   " + head.inWords());
    }

    void addTo(HtmlPage page) {
        page.heading("A 3-D kernel for volumes")
                .paragraph("A kernel may be a volume too: here " + pair.truth().shape()
                        + ", three planes that lie on a slice and on its neighbours above and below. KernelJ learned it"
                        + " from " + INPUT + " and " + TARGET + ". " + pair.errorInWords());
        pair.figures().forEach(page::figure);
        page.paragraph(head.inWords() + " These are the middle slices of the MR volume:")
                .row(head.figures());
    }
}
