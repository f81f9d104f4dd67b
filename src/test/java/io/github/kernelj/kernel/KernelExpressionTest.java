package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelExpressionTest {

    private static final Kernel BINOMIAL = Kernel.of(Shape.of(3, 3), 1, 2, 1, 2, 4, 2, 1, 2, 1);

    @TempDir
    Path folder;

    private static Kernel evaluate(String text) throws IOException {
        return KernelExpression.parse(text).evaluate(VoxelSize.PIXEL).single();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 2 1; 2 4 2; 1 2 1",
                "[1 2 1; 2 4 2; 1 2 1]",
                " [ 1,2,1\n2,4,2\n1,2,1 ] ",
                "\uFEFF1 2 1\n2 4 2\n1 2 1\n"
            })
    void readsMatrices(String text) throws IOException {
        assertThat(evaluate(text)).isEqualTo(BINOMIAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gaussian(2)", "gaussian(sigma=2)", " Gaussian ( sigma = 2 ) ", "gaussian(2, auto, 2, pixel)"})
    void readsPresets(String text) throws IOException {
        assertThat(evaluate(text))
                .isEqualTo(Presets.find("gaussian").orElseThrow().kernel("2", VoxelSize.PIXEL));
    }

    @Test
    void presetsWithoutArgumentsMayHaveBrackets() throws IOException {
        assertThat(evaluate("emboss()")).isEqualTo(evaluate("emboss"));
        assertThat(evaluate("sobel-x( )")).isEqualTo(evaluate("sobel-x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k.json",
                "my kernel.json",
                "5x5 [blur] (2).json",
                "3.txt",
                "[1].txt",
                "box (2).txt",
                "gaussian.json",
                "größe μ.json",
                "1 2 x",
                "-1",
                "kernel(2)",
                "gaussian(2"
            })
    void readsFilesByTheirPath(String name) throws IOException {
        Path path = folder.resolve(name);
        KernelFiles.write(KernelBank.of(BINOMIAL), path);
        assertThat(evaluate(path.toString())).isEqualTo(BINOMIAL);
        assertThat(evaluate("\"" + path + "\"")).isEqualTo(BINOMIAL);
        assertThat(evaluate("file(\"" + path + "\")")).isEqualTo(BINOMIAL);
        assertThat(evaluate("file ( \"" + path + "\" )")).isEqualTo(BINOMIAL);
    }

    @Test
    void aFileInTheWorkingDirectoryMayBeginWithADigitUnlessItsNameIsAMatrix() throws IOException {
        Path inWorkingDirectory = Path.of("3x3 binomial");
        Files.writeString(inWorkingDirectory, "1 2 1; 2 4 2; 1 2 1");
        try {
            assertThat(evaluate("3x3 binomial")).isEqualTo(BINOMIAL);
        } finally {
            Files.delete(inWorkingDirectory);
        }
        assertThatThrownBy(() -> evaluate("3x3 binomial"))
                .isInstanceOf(KernelSyntaxException.class)
                .hasMessageStartingWith("row 1, column 1: '3x3' is not a number");
    }

    @Test
    void filesAreReadWhenEvaluated() throws IOException {
        Path path = folder.resolve("later.txt");
        KernelExpression expression = KernelExpression.parse(path.toString());
        assertThatThrownBy(() -> expression.evaluate(VoxelSize.PIXEL)).isInstanceOf(FileNotFoundException.class);
        Files.writeString(path, "1 2 1\n2 4 2\n1 2 1\n");
        assertThat(expression.evaluate(VoxelSize.PIXEL).single()).isEqualTo(BINOMIAL);
    }

    @Test
    void filesMayHoldBanks() throws IOException {
        KernelBank bank = KernelBank.of(List.of(List.of(BINOMIAL, BINOMIAL)));
        Path path = folder.resolve("bank.json");
        KernelFiles.write(bank, path);
        assertThat(KernelExpression.parse(path.toString()).evaluate(VoxelSize.PIXEL))
                .isEqualTo(bank);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "'' ~ the kernel is empty: write a matrix (1 2 1; 2 4 2; 1 2 1), a preset (gaussian(sigma=2)) or the path of a kernel file",
                "1 2 1; 2 x 2 ~ row 2, column 2: 'x' is not a number; write numbers such as 2, -1.5e-3 or 1/9",
                "-1 a ~ row 1, column 2: 'a' is not a number; write numbers such as 2, -1.5e-3 or 1/9",
                "(1 2 1) ~ row 1, column 1: '(1' is not a number; write numbers such as 2, -1.5e-3 or 1/9",
                "\u22121 2 ~ row 1, column 1: '\u22121' is not a number; write numbers such as 2, -1.5e-3 or 1/9",
                "[1 2 ~ character 1: this bracket is never closed",
                "[1 2] 3 ~ character 6: nothing is expected after the matrix in brackets",
                "[1 2; 3] ~ row 2 has 1 number, but row 1 has 2; all rows need the same length",
                "[] ~ the kernel is empty: write its numbers row by row, such as 1 2 1; 2 4 2; 1 2 1",
                "gausian(2) ~ there is no preset 'gausian'; did you mean gaussian?",
                "gaussian(2 ~ gaussian, character 9: this bracket is never closed",
                "gaussian(2) * 3 ~ gaussian, character 12: nothing is expected after the closing bracket, but '* 3' follows",
                "gaussian((2)) ~ gaussian, character 10: no bracket is expected here",
                "gaussian(sigma=) ~ gaussian, character 16: there is no value for sigma",
                "gaussian(2,) ~ gaussian, character 12: there is no value for size",
                "gaussian(sigma=2, 9) ~ gaussian, character 18: a value without a name can't follow one with a name",
                "gaussian(2, sigma=2) ~ gaussian, character 19: sigma is given twice",
                "gaussian(1, 2, 3, pixel, 5) ~ gaussian, character 25: too many values: its parameters are sigma, size, dimensions, unit",
                "emboss(1) ~ emboss, character 8: it has no parameters",
                "emboss(a=1) ~ emboss has no parameters, so no 'a'",
                "gaussian(sigme=2) ~ gaussian has no parameter 'sigme'; did you mean sigma? Its parameters are sigma, size, dimensions, unit",
                "box(angle=2) ~ box has no parameter 'angle'; its parameters are size, dimensions",
                "file(k.json) ~ file takes a path in double quotes, such as file(\"k.json\")",
            })
    void syntaxErrorsComeAtOnceAndSayWhere(String text, String message) {
        assertThatThrownBy(() -> KernelExpression.parse(text))
                .isInstanceOf(KernelSyntaxException.class)
                .hasMessage(message);
    }

    @Test
    void anUnknownPresetWithoutANeighbourListsAll() {
        assertThatThrownBy(() -> KernelExpression.parse("quux(2)"))
                .isInstanceOf(KernelSyntaxException.class)
                .hasMessageStartingWith("there is no preset 'quux'; the presets are identity, box, ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "no such.json ~ 'no such.json' is neither a matrix, nor a preset, nor a kernel file that exists",
                "3x3.json ~ '3x3.json' is neither a matrix, nor a preset, nor a kernel file that exists",
                "C:\\data\\my kernel (1).json ~ 'C:\\data\\my kernel (1).json' is neither a matrix, nor a preset, nor a kernel file that exists",
                "sobelx ~ 'sobelx' is neither a matrix, nor a preset, nor a kernel file that exists; did you mean sobel-x?",
                "gaussian 2 ~ 'gaussian 2' is neither a matrix, nor a preset, nor a kernel file that exists; a preset's parameters stand in brackets, such as gaussian(2)",
                "file(\"no.json\") ~ there is no kernel file no.json",
            })
    void aMissingFileIsNamedWithWhatElseItMayHaveBeen(String text, String message) {
        KernelExpression expression = KernelExpression.parse(text);
        assertThatThrownBy(() -> expression.evaluate(VoxelSize.PIXEL))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage(message);
    }

    @Test
    void areEqualIfTheirTextsAre() {
        KernelExpression expression = KernelExpression.parse("  gaussian(2) \n");
        assertThat(expression.text()).isEqualTo("gaussian(2)").isEqualTo(expression.toString());
        assertThat(expression)
                .isEqualTo(KernelExpression.parse("gaussian(2)"))
                .hasSameHashCodeAs(KernelExpression.parse("gaussian(2)"));
        assertThat(expression).isNotEqualTo(KernelExpression.parse("gaussian(sigma=2)"));
    }

    @Test
    void unitsComeFromTheImage() throws IOException {
        KernelExpression expression = KernelExpression.parse("gaussian(1, unit=calibrated)");
        assertThat(expression.evaluate(new VoxelSize(0.5, 0.5, 2, "mm")).shape())
                .isEqualTo(Shape.of(17, 17));
        assertThat(expression.evaluate(VoxelSize.PIXEL).shape()).isEqualTo(Shape.of(9, 9));
    }
}
