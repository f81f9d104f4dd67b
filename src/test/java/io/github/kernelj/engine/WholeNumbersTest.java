package io.github.kernelj.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelText;
import io.github.kernelj.kernel.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small whole numbers times whole numbers are whole numbers, which floats hold exactly: nothing may be lost on the way. */
class WholeNumbersTest {

    private static final Shape SHAPE = new Shape(40, 30, 6);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 2 1",
                "1; 2; 1",
                "0 -1 0; -1 4 -1; 0 -1 0",
                "-1 -1 -1; -1 8 -1; -1 -1 -1",
                "1 0; -1 2 | 0 3; 1 -2 | -1 0; -3 1"
            })
    void kernelsThatAreAppliedTapByTapAreExact(String kernel) throws Exception {
        assertThat(inexactPixels(kernel)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 | 2 | 1",
                "1 2 1; 2 4 2; 1 2 1",
                "-1 0 1; -2 0 2; -1 0 1",
                "1 2 1; 2 4 2; 1 2 1 | 2 4 2; 4 8 4; 2 4 2 | 1 2 1; 2 4 2; 1 2 1"
            })
    void kernelsThatAreAppliedLineByLineAreExact(String kernel) throws Exception {
        assertThat(inexactPixels(kernel)).isZero();
    }

    private static int inexactPixels(String text) throws Exception {
        KernelBank bank = KernelBank.of(KernelText.parse(text));
        float[] pixels = new float[(int) SHAPE.volume()];
        Random random = new Random(3);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256);
        }
        Volume image = Volume.of(SHAPE, pixels);
        Volume result = new Volume(SHAPE);
        try (Workers workers = new Workers(1)) {
            Plan.of(bank, Correlation.DEFAULT, SHAPE).run(List.of(image), List.of(result), workers, Progress.NONE);
        }
        double[] expected = PlainReference.apply(bank, Correlation.DEFAULT, List.of(image))[0];
        float[] actual = result.toArray();
        int inexact = 0;
        for (int i = 0; i < expected.length; i++) {
            inexact += actual[i] == expected[i] ? 0 : 1;
        }
        return inexact;
    }
}
