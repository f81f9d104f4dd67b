package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.kernelj.engine.Progress;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A preview shows what the whole result has at that place. */
class PreviewTaskTest {

    private static final int WIDTH = 23;
    private static final int HEIGHT = 19;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kernel=[gaussian(sigma=1)]",
                "border=reflect anchor=0,3 kernel=[1 2 3 4; 5 6 7 8; 1 0 1 0; 0 0 0 2]",
                "border=mirror operation=convolution anchor=0,3 kernel=[1 2 3 4; 5 6 7 8; 1 0 1 0; 0 0 0 2]",
                "border=wrap kernel=[1 2 3; 4 5 6; 7 8 9 | 1 0 0; 0 0 0; 0 0 2]",
                "border=constant constant=40 kernel=[1 2 3; 4 5 6; 7 8 9 | 1 0 0; 0 0 0; 0 0 2 | 3 3 3; 1 1 1; 0 0 0]",
                "border=reflect operation=convolution bias=3 kernel=[1 2; 3 4 | 0 1; 1 0 | 2 2; 0 0 | 1 1; 0 5 | 0 1; 2 3]",
                "axes=t kernel=[1 2 4 8]",
                "axes=xt border=mirror kernel=[1 2 4; 8 16 32]",
                "slices=2-3 kernel=[1 | 2 | 3 | 4 | 5]",
                "normalize border=reflect kernel=[box(size=41, dimensions=2)]",
                "nan=ignore kernel=[1 2 3; 4 5 6; 7 8 9 | 1 0 0; 0 0 0; 0 0 2]",
                "nan=fill constant=7 border=nearest kernel=[1 2 3 | 4 5 6 | 7 8 9]"
            })
    void agreesWithTheResultEverywhere(String options) throws IOException {
        ImagePlus image = volume(options.contains("nan="));
        ApplySettings settings = settings(options);
        ImagePlus whole = ApplyTask.apply(image, settings, Progress.NONE).image();
        int first = settings.selection().slices().first();
        for (Rectangle area : new Rectangle[] {
            new Rectangle(WIDTH, HEIGHT),
            new Rectangle(0, 0, 1, 1),
            new Rectangle(WIDTH - 1, HEIGHT - 2, 1, 2),
            new Rectangle(8, 7, 5, 4),
            new Rectangle(1, 12, 20, 3)
        }) {
            for (int slice = 2; slice <= 3; slice++) {
                ImagePlus seen = preview(image, settings, slice, 2, area).orElseThrow();
                ImageProcessor expected = whole.getStack().getProcessor(whole.getStackIndex(1, slice - first + 1, 2));
                assertSame(seen.getProcessor(), expected, area);
            }
        }
    }

    @Test
    void everyChannelOfAComposite() throws IOException {
        ImagePlus image = composite();
        ApplySettings settings = settings("kernel=[1 1; 1 1 | 0 1; 1 0]");
        ImagePlus whole = ApplyTask.apply(image, settings, Progress.NONE).image();
        ImagePlus seen =
                preview(image, settings, 2, 1, new Rectangle(3, 2, 5, 6)).orElseThrow();
        assertThat(seen.getNChannels()).isEqualTo(2);
        assertThat(seen.getLuts()[1].max).isEqualTo(whole.getLuts()[1].max);
        for (int channel = 1; channel <= 2; channel++) {
            ImageProcessor expected = whole.getStack().getProcessor(whole.getStackIndex(channel, 2, 1));
            assertSame(seen.getStack().getProcessor(channel), expected, new Rectangle(3, 2, 5, 6));
        }
    }

    @Test
    void coloursKeepChannelsThatAreNotSelected() throws IOException {
        ColorProcessor pixels = new ColorProcessor(2, 1, new int[] {0xff102030, 0xff304050});
        ImagePlus image = new ImagePlus("rgb", pixels);
        ApplySettings settings = settings("destination=in-place channels=2 kernel=[2]");
        ImagePlus seen = preview(image, settings, 1, 1, new Rectangle(2, 1)).orElseThrow();
        assertThat((int[]) seen.getProcessor().getPixels()).containsExactly(0xff104030, 0xff308050);
        assertThat((int[]) pixels.getPixels()).containsExactly(0xff102030, 0xff304050);
    }

    @Test
    void outsideTheSelectionPixelsStay() throws IOException {
        ImagePlus image = volume(false);
        image.setRoi(new OvalRoi(4, 3, 9, 9));
        ApplySettings settings = settings("kernel=[1 2 1; 2 4 2; 1 2 1]");
        ImagePlus whole = ApplyTask.apply(image, settings, Progress.NONE).image();
        Rectangle bounds = new Rectangle(4, 3, 9, 9);
        ImagePlus seen = preview(image, settings, 3, 2, bounds).orElseThrow();
        ImageProcessor expected = whole.getStack().getProcessor(whole.getStackIndex(1, 3, 2));
        assertSame(seen.getProcessor(), expected, bounds);
        assertThat(seen.getProcessor().getf(0, 0))
                .isEqualTo(image.getStack().getProcessor(7).getf(4, 3));
    }

    @Test
    void theExtentIsAlwaysThatOfTheImage() throws IOException {
        ImagePlus image = new ImagePlus("line", new FloatProcessor(3, 1, new float[] {1, 2, 4}));
        ImagePlus seen = preview(image, settings("extent=full kernel=[1 1 1]"), 1, 1, new Rectangle(3, 1))
                .orElseThrow();
        assertThat((float[]) seen.getProcessor().getPixels()).containsExactly(4, 7, 10);
    }

    @Test
    void planesThatAreNotSelectedHaveNone() throws IOException {
        ImagePlus image = volume(false);
        assertThat(preview(image, settings("slices=2-3 kernel=1"), 1, 1, new Rectangle(2, 2)))
                .isEmpty();
        assertThat(preview(image, settings("frames=2 kernel=1"), 1, 1, new Rectangle(2, 2)))
                .isEmpty();
    }

    @Test
    void planTellsWhatApplyingWouldDo() throws IOException {
        ApplyPlan plan = ApplyTask.plan(volume(false), settings("extent=valid type=32-bit kernel=[1 1 1 | 2 2 2]"));
        assertThat(plan.kernel().single().sum()).isEqualTo(9);
        assertThat(plan.output()).hasToString(WIDTH - 2 + " x " + HEIGHT + " x 3");
        assertThat(plan.bitDepth()).isEqualTo(32);
        assertThat(plan.algorithm()).isNotBlank();
        assertThat(plan.reason()).isNotBlank();
        assertThatThrownBy(() -> ApplyTask.plan(volume(false), settings("extent=valid kernel=[box(size=41)]")))
                .hasMessageContaining("extent=valid needs a kernel no larger than the image");
    }

    @Test
    void isCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> PreviewTask.preview(
                        volume(false), settings("kernel=[1 1]"), 1, 1, new Rectangle(2, 2), cancelled))
                .isInstanceOf(CancellationException.class);
    }

    private static void assertSame(ImageProcessor seen, ImageProcessor whole, Rectangle area) {
        assertThat(seen.getWidth()).isEqualTo(area.width);
        assertThat(seen.getHeight()).isEqualTo(area.height);
        for (int y = 0; y < area.height; y++) {
            for (int x = 0; x < area.width; x++) {
                float expected = whole.getf(area.x + x, area.y + y);
                assertThat(seen.getf(x, y))
                        .as("at %d, %d of %s", x, y, area)
                        .satisfies(value -> assertThat(Float.compare(value, expected) == 0
                                        || Math.abs(value - expected) <= 1e-5 * (255 * 50 + Math.abs(expected)))
                                .as("%s instead of %s", value, expected)
                                .isTrue());
            }
        }
    }

    private static Optional<ImagePlus> preview(
            ImagePlus image, ApplySettings settings, int slice, int frame, Rectangle area) throws IOException {
        return PreviewTask.preview(image, settings, slice, frame, area, Progress.NONE)
                .map(ApplyResult::image);
    }

    private static ApplySettings settings(String options) {
        return ApplySettings.parse(options, name -> Optional.empty());
    }

    /** Four slices, three frames, of floats. */
    private static ImagePlus volume(boolean missing) {
        Random random = new Random(3);
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int i = 0; i < 12; i++) {
            float[] pixels = new float[WIDTH * HEIGHT];
            for (int j = 0; j < pixels.length; j++) {
                pixels[j] = missing && random.nextInt(40) == 0 ? Float.NaN : random.nextInt(256);
            }
            stack.addSlice(new FloatProcessor(WIDTH, HEIGHT, pixels));
        }
        ImagePlus image = new ImagePlus("volume", stack);
        image.setDimensions(1, 4, 3);
        return image;
    }

    private static ImagePlus composite() {
        ImagePlus image = IJ.createImage("composite", "16-bit composite ramp", WIDTH, HEIGHT, 2, 3, 1);
        image.getStack().getProcessor(4).multiply(0.5);
        CompositeImage composite = (CompositeImage) image;
        composite.setPosition(2, 1, 1);
        composite.setDisplayRange(10, 60000);
        return composite;
    }
}
