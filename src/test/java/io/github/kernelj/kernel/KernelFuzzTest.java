package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Spoilt input may be refused, but with the exceptions that are documented only, and soon. */
class KernelFuzzTest {

    private static final int ROUNDS = 5_000;
    private static final String BITS = "0123456789+-*.eE/;|,\n\r\t []{}()=\":\\NaN\u00B5\uFEFF\uD800sigmaunit";

    @FunctionalInterface
    private interface Reading {
        Object read(String text) throws IOException;
    }

    @Test
    void textIsReadOrRefused() {
        fuzz(
                List.of(
                        "1 2 1; 2 4 2; 1 2 1",
                        "-1.5e-3, 1/9\n3, 4 | 5, 6\n7, 8\n\n1,2\n3,4",
                        "1 2\r\n3 4\r\n\r\n5 6\r\n7 8;"),
                KernelText::parse);
    }

    @Test
    void expressionsAreReadOrRefused() {
        // Short numbers: a kernel of 2^26 taps is allowed, but evaluating thousands of them isn't the point.
        fuzz(
                List.of(
                        "gaussian(sigma=2, size=9)",
                        "sobel(direction=x)",
                        "[1 2 1; 2 4 2]",
                        "savitzky-golay(5, 2, 1)",
                        "log(sigma=1 1 1)",
                        "file(\"k.json\")",
                        "C:\\data\\k.json",
                        "disk(3, unit=um)",
                        "2 * [1 2 1] - gaussian(sigma=1)",
                        "rotate(outer([1 2], [1; 1]), 45) * -flip(box)",
                        "normalize(transpose(sobel-x + box) * image(\"a \"\"b\"\"\"))"),
                text -> {
                    KernelExpression expression = KernelExpression.parse(text);
                    return text.matches("(?s).*[0-9]\\D?[0-9].*|.*[eE].*")
                            ? expression
                            : expression.evaluate(new VoxelSize(0.5, 0.5, 2, "um"));
                });
    }

    @Test
    void jsonIsReadOrRefused() throws IOException {
        Kernel kernel = Presets.find("sobel-x").orElseThrow().kernel("", VoxelSize.PIXEL);
        fuzz(
                List.of(
                        json(KernelBank.of(kernel)),
                        json(KernelBank.of(List.of(List.of(kernel, kernel), List.of(kernel, kernel))))),
                text -> new KernelJsonReader(new StringReader(text)).read());
    }

    private static String json(KernelBank bank) throws IOException {
        StringWriter writer = new StringWriter();
        new KernelJsonWriter(writer).write(bank);
        return writer.toString();
    }

    private static void fuzz(List<String> seeds, Reading reading) {
        Random random = new Random(20);
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            int read = 0;
            for (int round = 0; round < ROUNDS; round++) {
                String text = spoilt(seeds.get(random.nextInt(seeds.size())), random);
                try {
                    reading.read(text);
                    read++;
                } catch (IllegalArgumentException | IOException e) {
                    assertThat(e.getMessage()).as(text).isNotBlank();
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                    throw new AssertionError("reading: " + text, e);
                }
            }
            assertThat(read).as("some of it must still be readable").isPositive();
        });
    }

    private static String spoilt(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(text.length() + 1);
            char bit = BITS.charAt(random.nextInt(BITS.length()));
            int until = Math.min(text.length(), at + random.nextInt(8));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, bit);
                case 1 -> text.delete(at, until);
                case 2 -> text.insert(at, text.substring(at, until));
                default -> text.replace(at, Math.min(text.length(), at + 1), String.valueOf(bit));
            }
        }
        return text.toString();
    }
}
