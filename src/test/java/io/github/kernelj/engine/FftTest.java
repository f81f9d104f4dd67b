package io.github.kernelj.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transforms of every radix against the sum that defines them. */
class FftTest {

    private static final int COLUMN = 77;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 8, 9, 12, 16, 18, 24, 27, 36, 48, 72, 96, 144, 216, 288})
    void spectraHoldTheSumsAndComeBack(int length) {
        Random random = new Random(length);
        float[][] rows = new float[length][2 * FftLoops.COLUMNS];
        double[] re = new double[length];
        double[] im = new double[length];
        for (int j = 0; j < length; j++) {
            re[j] = rows[j][COLUMN] = random.nextFloat();
            im[j] = rows[j][COLUMN + FftLoops.COLUMNS] = random.nextFloat();
        }
        Fft fft = new Fft(length);
        fft.forward(rows);
        for (int k = 0; k < length; k++) {
            assertThat(distanceToNearest(rows, re, im, k)).as("frequency %d", k).isLessThan(1e-6 * length);
        }
        fft.backward(rows);
        for (int j = 0; j < length; j++) {
            assertThat(Math.abs(rows[j][COLUMN] / length - re[j])).isLessThan(1e-6);
            assertThat(Math.abs(rows[j][COLUMN + FftLoops.COLUMNS] / length - im[j]))
                    .isLessThan(1e-6);
        }
    }

    private static double distanceToNearest(float[][] spectrum, double[] re, double[] im, int k) {
        double sumRe = 0;
        double sumIm = 0;
        for (int j = 0; j < re.length; j++) {
            double angle = -2 * Math.PI * j * k / re.length;
            sumRe += re[j] * Math.cos(angle) - im[j] * Math.sin(angle);
            sumIm += re[j] * Math.sin(angle) + im[j] * Math.cos(angle);
        }
        double nearest = Double.POSITIVE_INFINITY;
        for (float[] row : spectrum) {
            nearest = Math.min(nearest, Math.hypot(row[COLUMN] - sumRe, row[COLUMN + FftLoops.COLUMNS] - sumIm));
        }
        return nearest;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 10, 7 * 16})
    void otherLengthsAreRefused(int length) {
        assertThatThrownBy(() -> new Fft(length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a transform's length must have no prime factors but 2 and 3, got " + length);
    }
}
