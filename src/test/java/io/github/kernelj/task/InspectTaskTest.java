package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.kernel.VoxelSize;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InspectTaskTest {

    @Test
    void aKernelIsToldInWords() throws IOException {
        List<String> text = inspect("1 2 1; 2 4 2; 1 2 1").text();
        assertThat(text)
                .contains(
                        "kernel: (no name)",
                        "shape: 3 x 3 (9 taps)",
                        "anchor: 1,1,0 (x, y, z from 0)",
                        "sum: 16, by which a flat image is multiplied",
                        "norm: 6, by which white noise is amplified",
                        "rank: 1",
                        "separable: yes",
                        "symmetry: x even, y even, z even",
                        "frequency response: 16 at frequency 0, at the highest (0.5 cycles per pixel) 0 along x, 0 along y",
                        "weights (cross-correlation):",
                        "2 4 2");
    }

    @Test
    void costIsToldBesideThatOfADenseLayer() throws IOException {
        assertThat(inspect("gaussian(sigma=1, size=5)").text())
                .contains(
                        "parameters: 26 (25 weights and a bias); a dense layer of 100 units on a 12-megapixel RGB photograph"
                                + " would have 3.6 billion weights (36 million inputs), 14 GB in float32");
        ImagePlus small = new ImagePlus("small", new ByteProcessor(10, 8));
        assertThat(ImageSize.of(small).denseLayer())
                .isEqualTo(
                        "a dense layer of 100 units on 'small' would have 8000 weights (80 inputs), 32 kB in float32");
        ImagePlus colours = new ImagePlus("colours", new ColorProcessor(1000, 1000));
        assertThat(ImageSize.of(colours).inputs()).isEqualTo(3_000_000);
        ImageStack stack = new ImageStack(4, 5);
        for (int i = 0; i < 12; i++) {
            stack.addSlice(new ByteProcessor(4, 5));
        }
        ImagePlus hyperstack = new ImagePlus("hyperstack", stack);
        hyperstack.setDimensions(2, 3, 2);
        assertThat(ImageSize.of(hyperstack).volume()).isEqualTo(new Shape(4, 5, 3));
        assertThat(ImageSize.of(hyperstack).denseWeights()).isEqualTo(100 * 240);
    }

    @Test
    void theAlgorithmIsThatOfThePlan() throws IOException {
        assertThat(inspect("1 2 1; 2 5 2; 1 2 1").text())
                .anyMatch(line -> line.startsWith("algorithm on a 12-megapixel RGB photograph (4000 x 3000): "));
        for (String kernel : List.of("1 2 1; 2 5 2; 1 2 1", "gaussian(sigma=3)", "disk(radius=30)")) {
            InspectResult result = inspect(kernel);
            Plan plan = Plan.of(result.bank(), Correlation.DEFAULT, Shape.of(4000, 3000));
            assertThat(result.algorithm()).isEqualTo(plan.algorithm());
            assertThat(result.text()).anyMatch(line -> line.endsWith(plan.algorithm() + ": " + plan.reason()));
        }
    }

    @Test
    void lengthsInUnitsAreThoseOfTheImage() throws IOException {
        ImageSize fine = new ImageSize("fine", Shape.of(64, 64), 1, new VoxelSize(0.5, 0.5, 1, "um"));
        InspectResult result =
                InspectTask.inspect(InspectSettings.of("gaussian(sigma=1, unit=um, dimensions=2)"), fine);
        InspectResult same = inspect("gaussian(sigma=2, dimensions=2)");
        assertThat(result.bank().single()).isEqualTo(same.bank().single());
    }

    @Test
    void aBankIsToldKernelByKernel() {
        Kernel plus = Kernel.of(Shape.of(3, 1), 1, 1, 1);
        Kernel minus = plus.scaled(-1);
        KernelBank bank = KernelBank.of(List.of(List.of(plus, minus)));
        InspectResult result = InspectTask.inspect(bank, Optional.empty(), ImageSize.PHOTOGRAPH);
        assertThat(result.text())
                .contains("bank: 2 to 1 channels", "from channel 1 to channel 1", "from channel 2 to channel 1")
                .anyMatch(line -> line.startsWith("parameters: 7 (6 weights and a bias);"));
        ImagePlus sheets = result.sheets("bank");
        assertThat(sheets.getStackSize()).isEqualTo(2);
        assertThat(sheets.getStack().getSliceLabel(2)).isEqualTo("from channel 2 to channel 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InspectTask.inspect(bank, Optional.of(KernelCode.SCIPY), ImageSize.PHOTOGRAPH))
                .withMessage(
                        "code is written for single kernels, but this is a bank of 3 x 1 kernels, 2 to 1 channels");
    }

    @Test
    void theTableHoldsTheNumbers() throws IOException {
        ResultsTable table = new ResultsTable();
        inspect("sobel-x").addTo(table);
        inspect("1|2|1").addTo(table);
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.getLabel(0)).isEqualTo("3 x 3 kernel sobel-x");
        assertThat(table.getValue("Sum", 0)).isZero();
        assertThat(table.getValue("Magnitude", 0)).isEqualTo(8);
        assertThat(table.getValue("Rank", 0)).isEqualTo(1);
        assertThat(table.getStringValue("Symmetry X", 0)).isEqualTo("odd");
        assertThat(table.getValue("Parameters", 0)).isEqualTo(10);
        assertThat(table.getValue("Dense weights", 0)).isEqualTo(3.6e9);
        assertThat(table.getValue("Depth", 1)).isEqualTo(3);
        assertThat(table.getValue("Rank", 1)).isNaN();
    }

    @Test
    void settingsGoToTextAndBack() {
        for (Map<String, String> texts :
                List.of(Map.of("kernel", "sobel-x"), Map.of("kernel", "1 2 1", "code", "imagej"))) {
            assertThat(InspectSettings.parse(texts).toMap()).isEqualTo(texts);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InspectSettings.parse(Map.of("kernel", "1", "code", "matlab")))
                .withMessage("code=matlab: code is one of none, imagej, scipy, opencv, pytorch");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InspectSettings.parse(Map.of()))
                .withMessageStartingWith("kernel is missing");
        assertThat(InspectSettings.CODE.choices())
                .containsExactlyElementsOf(Stream.concat(
                                Stream.of("none"),
                                Arrays.stream(KernelCode.values()).map(Key::word))
                        .toList());
    }

    @Test
    void codeFollowsTheText() throws IOException {
        InspectResult result = InspectTask.inspect(
                InspectSettings.parse(Map.of("kernel", "1 2 1", "code", "scipy")), ImageSize.PHOTOGRAPH);
        assertThat(result.text()).contains("from scipy import ndimage");
    }

    private static InspectResult inspect(String kernel) throws IOException {
        return InspectTask.inspect(InspectSettings.of(kernel), ImageSize.PHOTOGRAPH);
    }
}
