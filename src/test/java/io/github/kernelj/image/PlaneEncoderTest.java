package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ShortProcessor;
import io.github.kernelj.engine.Workers;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Pixels against the definition in doubles: floor(raw + 1/2), clipped, and how many were. */
class PlaneEncoderTest {

    private static final float[] EDGES = {
        0,
        -0f,
        0.5f,
        Math.nextDown(0.5f),
        -0.5f,
        Math.nextDown(-0.5f),
        -1,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        254.5f,
        255.5f,
        Math.nextDown(255.5f),
        65534.5f,
        65535.5f,
        Math.nextDown(65535.5f),
        1e30f,
        -1e30f,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        2.5f,
        3.5f,
        32767.5f,
        -32768.5f,
        -32768.4f
    };

    @Property(tries = 300)
    void pixelsAreRoundedHalfUpAndClipped(@ForAll("planes") float[] plane, @ForAll boolean wide) {
        assertRight(plane, wide ? 16 : 8, ValueCalibration.plain(0));
    }

    @Provide
    Arbitrary<float[]> planes() {
        Arbitrary<Float> values = Arbitraries.oneOf(
                Arbitraries.of(box()),
                Arbitraries.floats().between(-2, 300),
                Arbitraries.integers().between(-3, 140000).map(half -> half / 2f));
        return values.array(float[].class).ofMinSize(1).ofMaxSize(3000);
    }

    private static Float[] box() {
        Float[] boxed = new Float[EDGES.length];
        for (int i = 0; i < boxed.length; i++) {
            boxed[i] = EDGES[i];
        }
        return boxed;
    }

    @Test
    void calibratedPixelsToo() {
        for (double[] line : new double[][] {{-32768, 1}, {-1024.25, 1}, {-1024, 0.5}, {100, -2}}) {
            ImagePlus image = new ImagePlus("", new ShortProcessor(1, 1));
            image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, line, "HU");
            assertRight(EDGES, 16, ValueCalibration.of(image));
        }
    }

    /** Long enough for several stretches, some of which have no pixel out of range. */
    @Test
    void threadsShareAPlane() {
        Random random = new Random(3);
        float[] plane = new float[300_000];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = i < 200_000 ? random.nextFloat() * 255 : random.nextFloat() * 300 - 20;
        }
        assertRight(plane, 8, ValueCalibration.plain(0));
        assertRight(plane, 16, ValueCalibration.plain(0));
    }

    private interface Stretch {
        void encode(int from, int count);
    }

    private static void inStretches(int length, Workers workers, Stretch stretch) {
        int longest = 1500;
        workers.run((length + longest - 1) / longest, i -> {
            int from = i * longest;
            stretch.encode(from, Math.min(longest, length - from));
        });
    }

    private static void assertRight(float[] plane, int bitDepth, ValueCalibration calibration) {
        int largest = (1 << bitDepth) - 1;
        int[] expected = new int[plane.length];
        long clipped = 0;
        long missing = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < plane.length; i++) {
            double rounded = Math.floor(calibration.raw(Float.isNaN(plane[i]) ? 0 : plane[i]) + 0.5);
            expected[i] = (int) Math.max(0, Math.min(largest, rounded));
            missing += Float.isNaN(plane[i]) ? 1 : 0;
            clipped += !Float.isNaN(plane[i]) && rounded != expected[i] ? 1 : 0;
            least = Math.min(least, expected[i]);
            most = Math.max(most, expected[i]);
        }
        PlaneEncoder gray = new PlaneEncoder(bitDepth, calibration, 2, true);
        PlaneEncoder colour = new PlaneEncoder(24, calibration, 3, false);
        try (Workers workers = new Workers(2)) {
            Object pixels = gray.pixels(plane.length + 3);
            inStretches(
                    plane.length, workers, (from, count) -> gray.encode(1, plane, from, count, pixels, from + 3, 0));
            for (int i = 0; i < plane.length; i++) {
                int pixel = pixels instanceof byte[] bytes ? bytes[i + 3] & 0xff : ((short[]) pixels)[i + 3] & 0xffff;
                assertThat(pixel).as("%s", plane[i]).isEqualTo(expected[i]);
            }
            assertThat(gray.clipped()).isEqualTo(clipped);
            assertThat(gray.missing()).isEqualTo(missing);
            assertThat(gray.min(1)).isEqualTo(least);
            assertThat(gray.max(1)).isEqualTo(most);
            assertThat(gray.min(0)).isEqualTo(Double.POSITIVE_INFINITY);
            if (bitDepth == 8) {
                int[] colours = new int[plane.length];
                Arrays.fill(colours, 0xffabcdef);
                inStretches(
                        plane.length, workers, (from, count) -> colour.encode(1, plane, from, count, colours, from, 8));
                for (int i = 0; i < plane.length; i++) {
                    assertThat(colours[i]).isEqualTo(0xffab00ef | expected[i] << 8);
                }
                assertThat(colour.clipped()).isEqualTo(clipped);
            }
        }
    }
}
