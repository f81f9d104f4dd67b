package io.github.kernelj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InspectCommandTest {

    private String out;
    private String err;

    @Test
    void costIsThatOfAPhotograph() {
        assertThat(run("inspect", "sobel-x")).isZero();
        assertThat(out)
                .contains(
                        "3.6 billion weights (36 million inputs), 14 GB in float32", "algorithm on a 12-megapixel RGB")
                .doesNotContain("import");
    }

    @Test
    void codeFollows() {
        assertThat(run("inspect", "--code=opencv", "1 2 3; 4 5 6; 7 8 9")).isZero();
        assertThat(out).contains("cv2.filter2D(");
        assertThat(run("inspect", "--code=imagej", "1 2 3; 4 5 6; 7 8 9")).isZero();
        assertThat(out).contains("run(\"Apply Kernel...\", ", "run(\"Convolve...\", ");
    }

    @Test
    void whatCannotBeWrittenIsAFailure() {
        assertThat(run("inspect", "--code=opencv", "1 | 2 | 3")).isEqualTo(1);
        assertThat(err).startsWith("kernelj: OpenCV's filter2D takes kernels of one plane, but this one has 3");
        assertThat(run("inspect", "--code=matlab", "1")).isEqualTo(2);
        assertThat(err).startsWith("kernelj: code=matlab: code is one of none, imagej, scipy, opencv, pytorch");
    }

    private int run(String... args) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        int status = Main.run(
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8),
                args);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return status;
    }
}
