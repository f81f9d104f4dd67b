package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
                "(1 2 1) ~ character 4: +, -, * or a closing bracket is expected here, but '2 1)' follows; a matrix stands in square brackets: [1 2 1]",
                "\u22121 2 ~ row 1, column 1: '\u22121' is not a number; write numbers such as 2, -1.5e-3 or 1/9",
                "[1 2 ~ character 1: this bracket is never closed",
                "[1 2] 3 ~ character 7: +, -, * or the end is expected here, but '3' follows; a matrix stands in square brackets: [1 2 1]",
                "[1 2; 3] ~ row 2 has 1 number, but row 1 has 2; all rows need the same length",
                "[] ~ the kernel is empty: write its numbers row by row, such as 1 2 1; 2 4 2; 1 2 1",
                "gausian(2) ~ there is no preset 'gausian'; did you mean gaussian?",
                "gaussian(2 ~ gaussian, character 9: this bracket is never closed",
                "gaussian(2) & 3 ~ character 13: +, -, * or the end is expected here, but '& 3' follows",
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
                "file(k.json) ~ character 6: file takes a path in double quotes, such as file(\"k.json\")",
                "image(bead) ~ character 7: image takes the title of an open image, or the path of an image file, in double quotes, such as image(\"bead.tif\")",
                "2 * ~ character 4: a kernel or a number is expected here",
                "2 * 3 ~ character 1: a kernel is expected here, and this is a number; a kernel of one tap is written [6]",
                "gaussian(1) - gausian(2) ~ character 15: there is no preset 'gausian'; did you mean gaussian?",
                "gaussian(1) - gaussian(2, 3 ~ gaussian, character 23: this bracket is never closed",
                "2 * gaussian(1, sigme=2) ~ gaussian has no parameter 'sigme'; did you mean sigma? Its parameters are sigma, size, dimensions, unit",
                "gaussian(1) * [1 2; 3] ~ matrix at character 15, row 2 has 1 number, but row 1 has 2; all rows need the same length",
                "box - [1 2 ~ character 7: this bracket is never closed",
                "flip(box ~ character 5: this bracket is never closed",
                "(box + box ~ character 1: this bracket is never closed",
                "box + 2 ~ character 5: a number can't be added to a kernel or subtracted; a kernel of one tap is written [2]",
                "1/2 - box() ~ character 5: a number can't be added to a kernel or subtracted; a kernel of one tap is written [0.5]",
                "box() / 4 ~ character 7: +, -, * or the end is expected here, but '/ 4' follows; to divide, multiply by a fraction: 1/4 * ...",
                "rotate(box) ~ character 11: rotate takes a kernel and an angle in degrees, such as rotate(sobel-x, 45)",
                "rotate(box, box) ~ character 13: an angle in degrees is expected here, such as 45",
                "rotate(3, 45) ~ character 8: a kernel is expected here, and this is a number; a kernel of one tap is written [3]",
                "rotat(box, 45) ~ there is no preset 'rotat'; did you mean rotate?",
                "outer([1 2]) ~ character 12: outer takes two or three 1-D kernels, along x, y and z, with commas between them",
                "outer([1], [1], [1], [1]) ~ character 20: +, -, * or a closing bracket is expected here, but ', [1])' follows",
                "sobel-x-sobel-y + box ~ there is no preset 'sobel-x-sobel-y'; the presets are identity",
                "2 * 1e999 * box() ~ character 5: a finite number is expected here, such as 2, 1.5e-3 or 1/9",
            })
    void syntaxErrorsComeAtOnceAndSayWhere(String text, String message) {
        assertThatThrownBy(() -> KernelExpression.parse(text))
                .isInstanceOf(KernelSyntaxException.class)
                .hasMessageStartingWith(message);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "2 * [1 2 1] ~ 2 4 2",
                "[1 2 1] * 2 ~ 2 4 2",
                "1/2 * 3 * [2 4] ~ 3 6",
                "2*[1 2 1]-[0 1 0]+[1 0 0] ~ 3 3 2",
                "-[1 2] ~ -1 -2",
                "- -[1 2] ~ 1 2",
                "(1 + 2) * [1] ~ 3",
                "[1 2] * [1 1] ~ 1 3 2",
                "[1 2 1] * [1; 2; 1] ~ 1 2 1; 2 4 2; 1 2 1",
                "[1 2] * ([1] - [3]) ~ -2 -4",
                "flip([1 2 3]) ~ 3 2 1",
                "transpose([1 2; 3 4]) ~ 1 3; 2 4",
                "normalize([1 2 1]) ~ 0.25 0.5 0.25",
                "normalize ( [2] ) ~ 1",
                "rotate([1 2 3; 4 5 6; 7 8 9], 90) ~ 3 6 9; 2 5 8; 1 4 7",
                "outer([1 2 1], [1 0 -1]) ~ 1 2 1; 0 0 0; -1 -2 -1",
                "outer([1], [1], [1 2 1]) ~ 1 | 2 | 1",
                "outer([1 2], [1; 1], [1 2]) ~ 1 2; 1 2 | 2 4; 2 4",
                "sobel-x - prewitt-x ~ 0 0 0; -1 0 1; 0 0 0",
                "sobel-x+prewitt-x ~ -2 0 2; -3 0 3; -2 0 2",
                "[1]_+ [2 2 2] ~ 2 3 2",
                "rotate(sobel-x, 90) + sobel-y ~ 0 0 0; 0 0 0; 0 0 0",
                "identity - 1/9 * [1 1 1; 1 1 1; 1 1 1] ~ -1/9 -1/9 -1/9; -1/9 8/9 -1/9; -1/9 -1/9 -1/9",
            })
    void putsKernelsTogether(String text, String matrix) throws IOException {
        assertThat(evaluate(text.replace('_', '\n')).weights())
                .containsExactly(evaluate(matrix).weights());
        assertThat(evaluate(text.replace('_', '\n')).shape())
                .isEqualTo(evaluate(matrix).shape());
    }

    @Test
    void kernelsOfDifferentSizesMeetAtTheirAnchorsAndBiasesTakePart() throws IOException {
        Path path = folder.resolve("k.json");
        KernelFiles.write(
                KernelBank.of(Kernel.of(Shape.of(2, 1), 1, 10)
                        .withAnchor(new Anchor(0, 0, 0))
                        .withBias(3)),
                path);
        String file = "file(\"" + path + "\")";
        assertThat(evaluate("2 * " + file + " + [5 6 7]"))
                .isEqualTo(Kernel.of(Shape.of(3, 1), 5, 8, 27).withBias(6));
        assertThat(evaluate("[1 1] * " + file))
                .isEqualTo(Kernel.of(Shape.of(3, 1), 1, 11, 10).withBias(6));
    }

    @Test
    void aDoubleQuoteInAFileNameIsWrittenTwice() throws IOException {
        Path path = folder.resolve("the \"best\" kernel.json");
        KernelFiles.write(KernelBank.of(BINOMIAL), path);
        String quoted = "\"" + path.toString().replace("\"", "\"\"") + "\"";
        assertThat(evaluate("file(" + quoted + ")")).isEqualTo(BINOMIAL);
        assertThat(evaluate("2 * file(" + quoted + ")")).isEqualTo(BINOMIAL.scaled(2));
        assertThat(evaluate(quoted)).isEqualTo(BINOMIAL);
    }

    @Test
    void theWholeIsNamedAfterNothingAndTellsHowItWasMade() throws IOException {
        Kernel kernel = evaluate("flip( sobel-x )");
        assertThat(kernel.name()).isEmpty();
        assertThat(kernel.provenance()).containsExactly(Map.entry("expression", "flip( sobel-x )"));
        assertThat(evaluate("(sobel-x)").name()).isEqualTo("sobel-x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "normalize(sobel-x) ~ normalize, character 1: the weights sum to zero, so they can't be divided by their sum; leave normalize out",
                "2 * outer(box, box) ~ outer, character 5: the factor along x is 3 x 3; outer takes 1-D kernels, such as [1 2 1]",
                "outer(moving-average(9000), moving-average(9000)) ~ outer, character 1: the result would have 8.10e+07 taps; the most is 67108864",
                "box(3000) * box(3000) ~ character 11: the product of a 3000 x 3000 and a 3000 x 3000 kernel takes too long; apply one after the other instead",
                "1e38 * [1e38] ~ character 6: the kernel's weights must be finite numbers; plane 1, row 1, column 1 is Infinity",
            })
    void whatCantBePutTogetherIsToldWhereItMeets(String text, String message) {
        KernelExpression expression = KernelExpression.parse(text);
        assertThatThrownBy(() -> expression.evaluate(VoxelSize.PIXEL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void banksThatDontMatchAreRefused() throws IOException {
        Path path = folder.resolve("bank.json");
        KernelFiles.write(KernelBank.of(List.of(List.of(BINOMIAL, BINOMIAL))), path);
        String bank = "file(\"" + path + "\")";
        int operator = bank.length() + 2;
        assertThatThrownBy(() -> evaluate(bank + " * " + bank))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("character " + operator
                        + ": the bank on the left takes 2 channels, but the one on the right gives 1");
        assertThatThrownBy(() -> evaluate(bank + " + box"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "character " + operator
                                + ": banks can be added if they have the same channels, but these go from 2 to 1 and from 2 to 2");
        assertThat(KernelExpression.parse("box * " + bank)
                        .evaluate(VoxelSize.PIXEL)
                        .inputs())
                .isEqualTo(2);
    }

    @Test
    void imagesComeFromWhoeverKnowsThem() throws IOException {
        KernelImages images = new KernelImages() {
            @Override
            public KernelBank named(String name) {
                return KernelBank.of(BINOMIAL.withName(name));
            }

            @Override
            public KernelBank read(Path file) {
                return KernelBank.of(BINOMIAL.scaled(3));
            }
        };
        KernelExpression expression = KernelExpression.parse("2 * image(\"my \"\"bead\"\" (1)\")");
        assertThat(expression.evaluate(VoxelSize.PIXEL, images).single()).isEqualTo(BINOMIAL.scaled(2));
        Path tiff = Files.createFile(folder.resolve("k.TIF"));
        assertThat(KernelExpression.parse(tiff.toString())
                        .evaluate(VoxelSize.PIXEL, images)
                        .single())
                .isEqualTo(BINOMIAL.scaled(3));
        assertThatThrownBy(() -> expression.evaluate(VoxelSize.PIXEL))
                .isInstanceOf(IOException.class)
                .hasMessage("the image 'my \"bead\" (1)' can't be a kernel here: images aren't read");
    }

    @Test
    void nestingAndLengthAreBounded() {
        for (String open : List.of("(", "-", "flip(", "[1]*(")) {
            assertThatThrownBy(() -> KernelExpression.parse("2*" + open.repeat(10_000) + "[1]"))
                    .isInstanceOf(KernelSyntaxException.class)
                    .hasMessageContaining("brackets, calls and signs are nested more than 60 deep");
        }
        assertThatThrownBy(() -> KernelExpression.parse("[1]" + "+[1]".repeat(10_000)))
                .isInstanceOf(KernelSyntaxException.class)
                .hasMessage("character 2004: more than 500 operations");
    }

    @Test
    void unitsComeFromTheImage() throws IOException {
        KernelExpression expression = KernelExpression.parse("gaussian(1, unit=calibrated)");
        assertThat(expression.evaluate(new VoxelSize(0.5, 0.5, 2, "mm")).shape())
                .isEqualTo(Shape.of(17, 17));
        assertThat(expression.evaluate(VoxelSize.PIXEL).shape()).isEqualTo(Shape.of(9, 9));
    }
}
