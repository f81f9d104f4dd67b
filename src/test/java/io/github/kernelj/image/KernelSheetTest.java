package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;

import ij.process.ColorProcessor;
import io.github.kernelj.kernel.FrequencyResponse;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelExpression;
import io.github.kernelj.kernel.ResponsePlane;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.kernel.VoxelSize;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelSheetTest {

    private static final List<String> FACTS = List.of("sum: 1", "a longer fact that tells more ".repeat(20));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "3",
                "savitzky-golay(9)",
                "1; 2; 1",
                "1 | 2 | 1",
                "1 2; 3 4 | 5 6; 7 8",
                "1;2;3|4;5;6",
                "sobel-x",
                "unsharp(sigma=1, size=7)",
                "gaussian(sigma=5 5 5)",
                "0 0; 0 0"
            })
    void everyKernelHasASheet(String expression) throws IOException {
        Kernel kernel = kernel(expression);
        ColorProcessor sheet = KernelSheet.of(kernel, FACTS);
        assertThat(sheet.getWidth()).isBetween(960, 1100);
        assertThat(sheet.getHeight()).isBetween(600, 2000);
        assertThat(sheet.get(0, 0) & 0xffffff).isEqualTo(0xffffff);
        assertThat((int[]) sheet.getPixels())
                .isEqualTo((int[]) KernelSheet.of(kernel, FACTS).getPixels());
    }

    @Test
    void factsTakeRoomOnlyWhereThereIsNoneBesideTheWeights() throws IOException {
        List<String> few = List.of("one");
        List<String> several = List.of("one", "two", "three");
        Kernel narrow = kernel("sobel-x");
        Kernel wide = kernel("gaussian(sigma=2 2 2)");
        assertThat(KernelSheet.of(narrow, several).getHeight())
                .isEqualTo(KernelSheet.of(narrow, few).getHeight());
        assertThat(KernelSheet.of(wide, several).getHeight())
                .isGreaterThan(KernelSheet.of(wide, few).getHeight());
    }

    @Test
    void theResponseOfHugeKernelsIsLeftOut() {
        Kernel huge = Kernel.of(Shape.of(1025, 1024), new float[1025 * 1024]);
        Kernel large = Kernel.of(Shape.of(1024, 1024), new float[1024 * 1024]);
        assertThat(KernelSheet.of(huge, FACTS).getHeight() + 300)
                .isLessThan(KernelSheet.of(large, FACTS).getHeight());
    }

    @Test
    void theResponseIsColouredByItsScale() throws IOException {
        ResponsePlane plane = new FrequencyResponse(kernel("-1 0 1")).plane(0, 1, 101);
        BufferedImage magnitude = new ResponsePicture(plane, false, false).draw();
        BufferedImage phase = new ResponsePicture(plane, true, false).draw();
        int middle = 47 + 50;
        int row = magnitude.getHeight() / 3;
        assertThat(new Color(magnitude.getRGB(middle, row))).isEqualTo(Color.WHITE);
        assertThat(new Color(magnitude.getRGB(middle + 25, row))).isEqualTo(new DivergingScale(2).of(2));
        assertThat(new Color(phase.getRGB(middle + 25, row))).isEqualTo(PhaseScale.of(Math.PI / 2));
        assertThat(new Color(phase.getRGB(middle - 25, row))).isEqualTo(PhaseScale.of(-Math.PI / 2));
    }

    @Test
    void anglesThatAreOneHaveOneColour() {
        assertThat(PhaseScale.of(Math.PI)).isEqualTo(PhaseScale.of(-Math.PI)).isNotEqualTo(PhaseScale.of(0));
        assertThat(PhaseScale.of(1)).isNotEqualTo(PhaseScale.of(-1));
        assertThat(PhaseScale.of(Double.NaN)).isNotEqualTo(PhaseScale.of(0));
    }

    private static Kernel kernel(String expression) throws IOException {
        return KernelExpression.parse(expression).evaluate(VoxelSize.PIXEL).single();
    }
}
