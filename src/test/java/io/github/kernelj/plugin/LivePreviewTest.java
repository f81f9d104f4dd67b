package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.process.ImageProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The preview shows what will come, and leaves no trace. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LivePreviewTest {

    private static final String SMOOTH = "1 2 1; 2 4 2; 1 2 1";

    /** The weights sum to an odd number, so that no mean of whole numbers lies halfway between two. */
    private static final String DEEP = "1 1 1; 1 1 1; 1 1 1 | 2 2 2; 2 2 2; 2 2 2";

    private final Ear ear = new Ear();

    static Stream<Arguments> images() {
        return Stream.of(
                image("8-bit", () -> IJ.createImage("a", "8-bit noise", 40, 30, 1)),
                image("16-bit", () -> IJ.createImage("a", "16-bit noise", 40, 30, 1)),
                image("32-bit", () -> wholeNumbers(IJ.createImage("a", "32-bit noise", 40, 30, 1))),
                image("RGB", () -> IJ.createImage("a", "RGB noise", 40, 30, 1)),
                image("stack", () -> at(IJ.createImage("a", "16-bit noise", 40, 30, 5), 1, 3, 1)),
                image("RGB stack", () -> at(IJ.createImage("a", "RGB noise", 40, 30, 5), 1, 3, 1)),
                image("composite", () -> at(hyperstack(IJ.COMPOSITE), 2, 3, 2)),
                image("colour", () -> at(hyperstack(IJ.COLOR), 2, 3, 2)),
                image("grayscale", () -> at(hyperstack(IJ.GRAYSCALE), 2, 3, 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("images")
    void aPlaneOfTheResultIsShownAndTakenBack(String name, Supplier<ImagePlus> images) throws IOException {
        ImagePlus image = images.get();
        List<Integer> before = pixels(image);
        ApplySettings settings = ApplySettings.parse(Map.of("kernel", DEEP, "normalize", "true"))
                .with(ApplySettings.NORMALIZE, name.equals("32-bit") ? "false" : "true");
        List<Integer> expected =
                rounded(ApplyTask.apply(image, settings, Progress.NONE).image());
        List<Integer> unchanged = rounded(image);
        try (LivePreview live = new LivePreview(image, ear, Duration.ZERO)) {
            live.follow(settings.toMap(), true);
            assertThat(ear.hear()).isEmpty();
            List<Integer> seen = rounded(image);
            List<Integer> shown = shown(image);
            for (int i = 0; i < seen.size(); i++) {
                assertThat(seen.get(i))
                        .as("plane %d of %s", i + 1, name)
                        .isEqualTo(shown.contains(i + 1) ? expected.get(i) : unchanged.get(i));
            }
            live.follow(settings.toMap(), false);
            assertThat(ear.hear()).isEmpty();
            assertThat(pixels(image)).isEqualTo(before);
            live.follow(settings.toMap(), true);
            ear.hear();
        }
        assertThat(pixels(image)).as("after closing").isEqualTo(before);
    }

    @Test
    void aMistakeTakesThePreviewBackAndIsTold() {
        ImagePlus image = IJ.createImage("a", "8-bit noise", 20, 20, 1);
        List<Integer> before = pixels(image);
        try (LivePreview live = new LivePreview(image, ear, Duration.ZERO)) {
            live.follow(Map.of("kernel", SMOOTH, "normalize", "true"), true);
            ear.hear();
            assertThat(pixels(image)).isNotEqualTo(before);
            live.follow(Map.of("kernel", "1 2; 3"), true);
            ear.hear();
            assertThat(ear.assessment.isRight()).isFalse();
            assertThat(ear.assessment.error()).contains("row 2");
            assertThat(pixels(image)).isEqualTo(before);
            live.follow(Map.of("kernel", SMOOTH), true);
            ear.hear();
            assertThat(ear.assessment.isRight()).isTrue();
        }
    }

    @Test
    void aNewDisplayRangeIsShownAsTheResultWillLook() throws IOException {
        ImagePlus image = IJ.createImage("a", "16-bit noise", 64, 8, 1);
        image.setDisplayRange(0, 40000);
        ApplySettings settings = ApplySettings.parse(Map.of("kernel", "-1 0 1; -2 0 2", "type", "32-bit"));
        ImagePlus result = ApplyTask.apply(image, settings, Progress.NONE).image();
        try (LivePreview live = new LivePreview(image, ear, Duration.ZERO)) {
            live.follow(settings.toMap(), true);
            assertThat(ear.hear()).startsWith("Preview: display range −");
            double least = result.getDisplayRangeMin();
            double most = result.getDisplayRangeMax();
            double value = result.getProcessor().getf(20, 3);
            assertThat(image.getProcessor().get(20, 3))
                    .isEqualTo((int) Math.round((value - least) / (most - least) * 40000));
            assertThat(image.getDisplayRangeMax()).isEqualTo(40000);
        }
    }

    @Test
    void onlyTheSelectionIsShownChanged() {
        ImagePlus image = IJ.createImage("a", "8-bit noise", 30, 30, 1);
        byte[] before = ((byte[]) image.getProcessor().getPixels()).clone();
        image.setRoi(new OvalRoi(5, 6, 10, 12));
        ImageProcessor mask = image.getRoi().getMask();
        try (LivePreview live = new LivePreview(image, ear, Duration.ZERO)) {
            live.follow(Map.of("kernel", "0", "bias", "255"), true);
            ear.hear();
            byte[] seen = (byte[]) image.getProcessor().getPixels();
            for (int y = 0; y < 30; y++) {
                for (int x = 0; x < 30; x++) {
                    boolean inside = x >= 5 && x < 15 && y >= 6 && y < 18 && mask.get(x - 5, y - 6) != 0;
                    assertThat(seen[y * 30 + x]).isEqualTo(inside ? (byte) 255 : before[y * 30 + x]);
                }
            }
        }
        assertThat((byte[]) image.getProcessor().getPixels()).isEqualTo(before);
    }

    @Test
    void aVirtualStackIsPreviewedToo() {
        ImageStack planes = IJ.createImage("a", "16-bit ramp", 16, 8, 4).getStack();
        VirtualStack virtual = new VirtualStack(16, 8) {
            @Override
            public int getSize() {
                return 4;
            }

            @Override
            public int size() {
                return 4;
            }

            @Override
            public ImageProcessor getProcessor(int n) {
                return planes.getProcessor(n).duplicate();
            }
        };
        virtual.setBitDepth(16);
        ImagePlus image = at(new ImagePlus("virtual", virtual), 1, 2, 1);
        short[] before = ((short[]) image.getProcessor().getPixels()).clone();
        try (LivePreview live = new LivePreview(image, ear, Duration.ZERO)) {
            live.follow(Map.of("kernel", "1 1 1 | 1 1 1", "normalize", "true"), true);
            assertThat(ear.hear()).isEmpty();
            assertThat((short[]) image.getProcessor().getPixels()).isNotEqualTo(before);
            live.follow(Map.of("kernel", "1 2 1", "destination", "in-place"), true);
            ear.hear();
            assertThat(ear.assessment.error()).contains("is a virtual stack").contains("Image > Duplicate...");
        }
        assertThat((short[]) image.getProcessor().getPixels()).isEqualTo(before);
    }

    @Test
    void whatCannotBeShownIsSaid() {
        ImagePlus stack = at(IJ.createImage("a", "8-bit noise", 20, 20, 5), 1, 4, 1);
        List<Integer> before = pixels(stack);
        try (LivePreview live = new LivePreview(stack, ear, Duration.ZERO)) {
            live.follow(Map.of("kernel", SMOOTH, "slices", "1-3"), true);
            assertThat(ear.hear()).isEqualTo("no preview: the plane in the window isn't among those selected");
            live.follow(Map.of("kernel", "1", "extent", "full"), true);
            assertThat(ear.hear()).isEqualTo("Preview: shown in the image's own extent.");
            live.follow(Map.of("kernel", "0", "bias", "-7"), true);
            assertThat(ear.hear()).contains("400 pixels of this plane clipped; type=32-bit keeps them");
        }
        assertThat(pixels(stack)).isEqualTo(before);
    }

    @Test
    void aLineSelectionIsAMistake() {
        ImagePlus image = IJ.createImage("a", "8-bit noise", 20, 20, 1);
        image.setRoi(new Line(1, 1, 9, 9));
        try (LivePreview live = new LivePreview(image, ear, Duration.ZERO)) {
            live.follow(Map.of("kernel", "1"), false);
            ear.hear();
            assertThat(ear.assessment.error()).contains("encloses no pixel");
        }
    }

    @Test
    void theWholeImageStaysAsItIsWhileKernelsPourIn() {
        ImagePlus image = IJ.createImage("a", "16-bit noise", 300, 300, 3);
        List<Integer> before = pixels(image);
        LivePreview live = new LivePreview(image, ear, Duration.ofMillis(1));
        for (int i = 1; i < 60; i++) {
            Map<String, String> texts = new LinkedHashMap<>();
            texts.put("kernel", i % 5 == 0 ? "1 x" : "gaussian(sigma=" + i % 7 + 1 + ")");
            live.follow(texts, i % 7 != 0);
            IJ.wait(i % 4);
        }
        live.close();
        assertThat(pixels(image)).isEqualTo(before);
    }

    @Test
    void aNewerKernelReplacesTheOlderPreviewWithoutTheImageInBetween() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        ImageStack planes = IJ.createImage("a", "16-bit noise", 200, 100, 3).getStack();
        VirtualStack slow = new VirtualStack(200, 100) {
            @Override
            public int getSize() {
                return 3;
            }

            @Override
            public int size() {
                return 3;
            }

            @Override
            public ImageProcessor getProcessor(int n) {
                if (n == 3) {
                    reading.countDown();
                    IJ.wait(300);
                }
                return planes.getProcessor(n).duplicate();
            }
        };
        slow.setBitDepth(16);
        ImagePlus image = at(new ImagePlus("slow", slow), 1, 2, 1);
        try (LivePreview live = new LivePreview(image, ear, Duration.ZERO)) {
            live.follow(Map.of("kernel", "2"), true);
            ear.hear();
            List<Integer> first =
                    List.of(Arrays.hashCode((short[]) image.getProcessor().getPixels()));
            live.follow(Map.of("kernel", "1 | 1 | 1"), true);
            reading.await();
            live.follow(Map.of("kernel", "2", "normalize", "false"), true);
            assertThat(ear.hear()).isNotEqualTo("cancelled");
            assertThat(ear.messages).isEmpty();
            assertThat(List.of(Arrays.hashCode((short[]) image.getProcessor().getPixels())))
                    .isEqualTo(first);
        }
    }

    /** Hears what the preview tells. */
    private static final class Ear implements LivePreview.Listener {

        private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private volatile Assessment assessment;

        @Override
        public void assessed(Assessment newAssessment) {
            assessment = newAssessment;
        }

        @Override
        public void previewed(String message) {
            messages.add(message);
        }

        String hear() {
            try {
                return messages.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Arguments image(String name, Supplier<ImagePlus> image) {
        return Arguments.of(name, image);
    }

    /** Sums of which are exact, whatever the order. */
    private static ImagePlus wholeNumbers(ImagePlus image) {
        float[] pixels = (float[]) image.getProcessor().getPixels();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.round(pixels[i] * 100);
        }
        return image;
    }

    private static ImagePlus hyperstack(int mode) {
        ImagePlus noise = IJ.createImage("a", "8-bit noise", 20, 15, 2 * 4 * 3);
        noise.setDimensions(2, 4, 3);
        return new CompositeImage(noise, mode);
    }

    private static ImagePlus at(ImagePlus image, int channel, int slice, int frame) {
        image.setPosition(channel, slice, frame);
        return image;
    }

    /** Numbers, from 1, of the planes in sight. */
    private static List<Integer> shown(ImagePlus image) {
        List<Integer> planes = new ArrayList<>();
        for (int channel = 1; channel <= image.getNChannels(); channel++) {
            boolean composed = image.isComposite() && image.getCompositeMode() == IJ.COMPOSITE;
            if (composed || channel == image.getC()) {
                planes.add(image.getStackIndex(channel, image.getZ(), image.getT()));
            }
        }
        return planes;
    }

    /** The same, of floats rounded to whole numbers. */
    private static List<Integer> rounded(ImagePlus image) {
        if (image.getBitDepth() != 32) {
            return pixels(image);
        }
        float[] pixels = (float[]) image.getProcessor().getPixels();
        int[] whole = new int[pixels.length];
        Arrays.setAll(whole, i -> Math.round(pixels[i]));
        return List.of(Arrays.hashCode(whole));
    }

    /** A number for each plane that tells its pixels from others. */
    private static List<Integer> pixels(ImagePlus image) {
        List<Integer> planes = new ArrayList<>();
        for (int i = 1; i <= image.getStackSize(); i++) {
            Object pixels = image.getStack().getProcessor(i).getPixels();
            planes.add(Arrays.deepHashCode(new Object[] {pixels}));
        }
        return planes;
    }
}
