package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import io.github.kernelj.task.LearnResult;
import io.github.kernelj.task.LearnSettings;
import io.github.kernelj.task.LearnTask;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What Learn Kernel... judges and shows, without a window. */
class LearnPartsTest {

    private static final LearnSettings EXACT = LearnSettings.parse(Map.of("size", "3", "method", "exact"));

    @Test
    void whatIsWrongIsSaidWithItsField() {
        ImagePlus image = IJ.createImage("a", "8-bit", 40, 30, 1);
        LearnAssessment size = LearnAssessment.of(image, image, Map.of("size", "x7"));
        assertThat(size.error()).isEqualTo("size=x7: size is written 5, 5x3 or 5x3x3, each from 1, or auto");
        assertThat(size.wrongKey()).contains(LearnSettings.SIZE);
        ImagePlus other = IJ.createImage("b", "8-bit", 10, 8, 1);
        LearnAssessment pair = LearnAssessment.of(image, other, Map.of("size", "3"));
        assertThat(pair.error()).contains("input and target don't belong together", "40 x 30", "10 x 8");
        assertThat(pair.isRight()).isFalse();
        assertThat(LearnAssessment.of(image, image, Map.of("size", "70")).error())
                .contains("70 x 70");
        assertThat(LearnAssessment.of(image, image, Map.of("size", "3", "kernel", "/no/such/k.json"))
                        .error())
                .contains("/no/such");
    }

    @Test
    void whatIsRightIsToldBeforeItIsDone() {
        ImagePlus image = IJ.createImage("a", "8-bit", 40, 30, 1);
        LearnAssessment right = LearnAssessment.of(image, image, Map.of("size", "3"));
        assertThat(right.plan()).hasToString("Optional[Learns a 3 x 3 kernel from 1,064 windows.]");
        image.setRoi(new Roi(5, 6, 20, 10));
        assertThat(LearnAssessment.of(image, image, Map.of("size", "3")).plan())
                .hasToString(
                        "Optional[Learns a 3 x 3 kernel from 144 windows of the selection, 20 x 10 pixels at 5, 6.]");
        ImagePlus colour = IJ.createImage("c", "RGB", 40, 30, 1);
        assertThat(LearnAssessment.of(colour, colour, Map.of("size", "3"))
                        .plan()
                        .orElseThrow()
                        .kernels())
                .isEqualTo(9);
    }

    /** Outside of the selection the target is another one, which would spoil the kernel. */
    @Test
    void onlyTheSelectionIsLearnedFrom() throws IOException {
        ImagePlus input = noise(60, 50);
        ImagePlus target = filtered(input, "1 2 3; 4 5 6; 7 8 9");
        for (Roi roi : List.of(new Roi(8, 9, 30, 28), new OvalRoi(8, 9, 30, 28))) {
            ImagePlus spoilt = target.duplicate();
            spoilt.getProcessor().setValue(77);
            spoilt.getProcessor().fillOutside(roi);
            input.setRoi(roi);
            LearnResult result = LearnTask.learn(input, spoilt, EXACT, TrainingListener.NONE, Progress.NONE);
            assertThat(result.kernel().weights())
                    .usingComparatorWithPrecision(1e-3f)
                    .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(result.notices()).contains("learned from the selection only, 30 x 28 pixels at 8, 9");
        }
    }

    @Test
    void escapeWhileItIsLookedAtKeepsTheKernel() throws IOException {
        ImagePlus input = noise(60, 50);
        boolean[] learned = new boolean[1];
        TrainingListener listener = new TrainingListener() {
            @Override
            public void step(long iteration, double loss) {}

            @Override
            public void learned(List<Fit> fits) {
                learned[0] = true;
            }
        };
        Progress progress = new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return learned[0];
            }
        };
        LearnResult result = LearnTask.learnAndReport(input, filtered(input, "1 2 1"), EXACT, listener, progress);
        assertThat(result.report()).isEmpty();
        assertThat(result.kernel().weight(1, 1, 0)).isEqualTo(2);
        assertThat(result.notices()).contains("the kernel was kept, but there is no report: it was cancelled");
    }

    @Test
    void everyTapIsARowWithItsStandardError() throws IOException {
        ImagePlus input = noise(60, 50);
        LearnResult result =
                LearnTask.learnAndReport(input, filtered(input, "1 2 1"), EXACT, TrainingListener.NONE, Progress.NONE);
        ResultsTable table = WeightTable.of(result);
        assertThat(table.size()).isEqualTo(9);
        assertThat(table.getStringValue("tap", 5)).isEqualTo("2,1");
        assertThat(table.getValue("weight", 4)).isEqualTo(2);
        assertThat(table.columnExists("standard error")).isTrue();
        assertThat(ReportLines.of(result)).anyMatch(line -> line.startsWith("A 3 x 3 linear filter explains all"));
    }

    @Test
    void imagesOfOneTitleAreToldApart() {
        ImagePlus a = IJ.createImage("a", "8-bit", 4, 4, 1);
        ImagePlus twin = IJ.createImage("a", "8-bit", 4, 4, 1);
        ImagePlus b = IJ.createImage("b", "8-bit", 4, 4, 1);
        List<ImagePlus> all = List.of(a, twin, b);
        assertThat(ImageChoice.label(b, all)).isEqualTo("b");
        assertThat(ImageChoice.label(a, all))
                .isEqualTo("a [id " + a.getID() + "]")
                .isNotEqualTo(ImageChoice.label(twin, all));
    }

    private static ImagePlus noise(int width, int height) {
        Random random = new Random(3);
        float[] pixels = new float[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat() * 100;
        }
        return new ImagePlus("noise", new FloatProcessor(width, height, pixels));
    }

    private static ImagePlus filtered(ImagePlus input, String kernel) throws IOException {
        return ApplyTask.apply(input, ApplySettings.of(kernel), Progress.NONE).image();
    }
}
