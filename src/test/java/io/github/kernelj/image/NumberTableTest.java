package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberTableTest {

    @TempDir
    Path folder;

    private ImagePlus open(String text) throws IOException {
        Path file = folder.resolve("table.csv");
        Files.writeString(file, text);
        return ImageFiles.open(file);
    }

    private static float[] pixels(ImagePlus image) {
        return (float[]) image.getProcessor().getPixels();
    }

    @Property(tries = 300)
    void everyFloatComesBack(
            @ForAll @IntRange(min = 1, max = 5) int width,
            @ForAll @IntRange(min = 1, max = 4) int height,
            @ForAll @IntRange(min = 1, max = 3) int planes,
            @ForAll int[] bits)
            throws IOException {
        ImageStack stack = new ImageStack(width, height);
        int next = 0;
        for (int p = 0; p < planes; p++) {
            float[] plane = new float[width * height];
            for (int i = 0; i < plane.length && bits.length > 0; i++) {
                plane[i] = Float.intBitsToFloat(bits[next++ % bits.length]);
            }
            stack.addSlice(null, plane);
        }
        Path file = Files.createTempFile("table", ".csv");
        try {
            ImageFiles.save(new ImagePlus("table", stack), file);
            ImagePlus copy = ImageFiles.open(file);
            assertThat(copy.getStackSize()).isEqualTo(planes);
            assertThat(copy.getWidth()).isEqualTo(width);
            for (int p = 1; p <= planes; p++) {
                float[] plane = (float[])
                        (planes == 1
                                ? copy.getProcessor().getPixels()
                                : copy.getStack().getPixels(p));
                float[] expected = (float[]) stack.getPixels(p);
                for (int i = 0; i < plane.length; i++) {
                    assertThat(Float.floatToIntBits(plane[i])).isEqualTo(Float.floatToIntBits(expected[i]));
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void readsEverySeparatorAndSpelling() throws IOException {
        float[] expected = {1, -2.5f, 3e-3f, 4};
        for (String text : new String[] {
            "1,-2.5\n3e-3,4\n",
            "1 , -2.5\r\n3e-3 , 4",
            "1;-2.5\n3e-3;4",
            "1\t-2.5\n3e-3\t4",
            "  1   -2.5 \n .003 4.\n\n\n",
            "\ufeff# from numpy\n1 -2.5\n3E-3 +4"
        }) {
            ImagePlus image = open(text);
            assertThat(pixels(image)).as(text).containsExactly(expected);
            assertThat(image.getWidth()).isEqualTo(2);
        }
        assertThat(pixels(open("nan,inf,-Infinity")))
                .containsExactly(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
        ImagePlus planes = open("1,2\n\n3,4\n");
        assertThat(planes.getStackSize()).isEqualTo(2);
        assertThat((float[]) planes.getStack().getPixels(2)).containsExactly(3, 4);
    }

    @Test
    void writesWholeNumbersWithoutADecimalPoint() throws IOException {
        Path file = folder.resolve("out.csv");
        ImageFiles.save(new ImagePlus("", new FloatProcessor(2, 2, new float[] {1, -0.25f, 0.1f, 16777216})), file);
        assertThat(file).hasContent("1,-0.25\n0.1,1.6777216E7\n");
    }

    @Test
    void namesTheBadToken() {
        assertBad("1,2\n\n3,x4\n", "line 3 (plane 2, row 1), column 2: 'x4' isn't a number");
        assertBad("1,,2", "line 1 (plane 1, row 1), column 2: there is no number");
        assertBad("1,2\n0x1p3,4", "line 2 (plane 1, row 2), column 1: '0x1p3' isn't a number");
        assertBad("1d,2", "line 1 (plane 1, row 1), column 1: '1d' isn't a number");
        assertBad(
                "1,5;2,5",
                "line 1 (plane 1, row 1): has both ';' and ',', so that ',' could be a decimal comma; write "
                        + "decimal points, and one kind of separator");
    }

    @Test
    void namesRaggedRowsAndPlanes() {
        assertBad("1,2\n3,4,5", "line 2 (plane 1, row 2): has 3 numbers, the rows before it have 2");
        assertBad("1,2\n3,4\n\n5,6", "plane 2, which ends at line 4, has 1 rows, the planes before it have 2");
        assertBad("\n# nothing\n", "it holds no numbers");
    }

    private void assertBad(String text, String why) {
        assertThatIOException()
                .isThrownBy(() -> open(text))
                .withMessage("can't open " + folder.resolve("table.csv") + ": " + why);
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        Path file = folder.resolve("bytes.csv");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatIOException()
                .isThrownBy(() -> ImageFiles.open(file))
                .withMessage("can't open " + file + ": it isn't a text file");
    }
}
