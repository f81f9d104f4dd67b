package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Python code is run where its library is installed, and must compute what the engine does. */
class KernelCodeTest {

    private static final Random RANDOM = new Random(3);

    @TempDir
    Path folder;

    /** Shapes with and without symmetry, anchors at the centre and off it, with a bias and without. */
    static Stream<Kernel> kernels() {
        return Stream.of(
                random(Shape.of(1, 1)).withBias(-0.25),
                random(Shape.of(5, 1)),
                random(Shape.of(4, 1)).withAnchor(new Anchor(0, 0, 0)),
                random(Shape.of(1, 3)).withBias(1e-4),
                random(Shape.of(3, 3)),
                random(Shape.of(5, 3)).withAnchor(new Anchor(4, 0, 0)).withBias(2.5),
                random(Shape.of(4, 2)),
                random(Shape.of(13, 13)),
                random(new Shape(3, 3, 3)),
                random(new Shape(4, 1, 2)).withAnchor(new Anchor(1, 0, 0)).withBias(-3),
                random(new Shape(1, 1, 3)));
    }

    static Stream<Arguments> cases() {
        return Stream.of(KernelCode.SCIPY, KernelCode.OPENCV, KernelCode.PYTORCH)
                .flatMap(program -> kernels()
                        .filter(kernel ->
                                program != KernelCode.OPENCV || kernel.shape().depth() == 1)
                        .map(kernel -> Arguments.of(program, kernel)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pythonComputesTheSame(KernelCode program, Kernel kernel) throws Exception {
        String module = module(program);
        assumeTrue(python("import " + module) == 0, "needs python3 with " + module);
        Shape shape = new Shape(9, 7, kernel.shape().depth() > 1 ? 4 : 1);
        float[] image = randomFloats(shape.volume());
        Path output = folder.resolve("result.txt");
        String script = "import numpy as np\n"
                + "image = np.array(" + Arrays.toString(image) + ", dtype=np.float32).reshape("
                + (shape.depth() > 1 ? shape.depth() + ", " : "") + shape.height() + ", " + shape.width() + ")\n"
                + (program == KernelCode.PYTORCH ? "import torch\nimage = torch.from_numpy(image)\n" : "")
                + program.of(kernel)
                + "assert tuple(result.shape) == tuple(image.shape), result.shape\n"
                + "np.savetxt('" + output + "', np.asarray(result, dtype=np.float64).ravel(), fmt='%.9g')\n";
        assertThat(python(script)).as(script).isZero();
        float[] expected = engine(kernel, shape, image);
        List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Double.parseDouble(lines.get(i)))
                    .as("pixel %d", i)
                    .isCloseTo(expected[i], within(1e-5 * (1 + kernel.magnitude() + Math.abs(kernel.bias()))));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = KernelCode.class,
            names = {"SCIPY", "OPENCV", "PYTORCH"})
    void pythonCanReadIt(KernelCode program) throws Exception {
        assumeTrue(python("pass") == 0, "needs python3");
        Path file = folder.resolve("code.py");
        for (Kernel kernel : kernels().filter(k -> k.shape().depth() == 1).toList()) {
            Files.writeString(file, program.of(kernel));
            assertThat(python("import ast\nast.parse(open('" + file + "').read())"))
                    .as(program.of(kernel))
                    .isZero();
        }
    }

    @Test
    void eachProgramIsToldOfTheAnchorInItsOwnWay() {
        Kernel kernel = Kernel.of(new Shape(3, 2, 1), 1, 2, 3, 4, 5, 6)
                .withAnchor(new Anchor(0, 1, 0))
                .withBias(0.5)
                .withName("mine");
        assertThat(KernelCode.SCIPY.of(kernel))
                .startsWith("# 3 x 2 kernel mine, cross-correlation, the edge pixels repeated\n")
                .contains("[\n    [1, 2, 3],\n    [4, 5, 6]]", "mode=\"nearest\", origin=(0, -1)) + np.float32(0.5)");
        assertThat(KernelCode.OPENCV.of(kernel)).contains("anchor=(0, 1), delta=0.5, borderType=cv2.BORDER_REPLICATE)");
        assertThat(KernelCode.PYTORCH.of(kernel))
                .contains(
                        "torch.tensor([0.5]",
                        "F.pad(image[None, None], (0, 2, 1, 0), mode=\"replicate\")",
                        "F.conv2d(");
        assertThat(KernelCode.PYTORCH.of(Kernel.of(Shape.of(2, 1), 1, 2))).contains("(1, 0)", "F.conv1d(");
        assertThat(KernelCode.PYTORCH.of(Kernel.of(new Shape(1, 1, 2), 1, 2)))
                .contains("(0, 0, 0, 0, 1, 0)", "F.conv3d(");
        assertThat(KernelCode.IMAGEJ.of(kernel))
                .contains(
                        "run(\"Apply Kernel...\", \"type=[32-bit] anchor=[0,1,0] bias=[0.5] kernel=[1 2 3; 4 5 6]\");");
    }

    @Test
    void convolveIsOfferedOnlyWhereItCanDoTheSame() {
        Kernel square = random(Shape.of(3, 3));
        assertThat(KernelCode.IMAGEJ.of(square)).contains("run(\"Convolve...\", \"text1=[");
        for (Kernel other : List.of(
                square.withBias(1),
                square.withAnchor(new Anchor(0, 1, 0)),
                random(Shape.of(4, 3)),
                random(Shape.of(11, 1)),
                random(new Shape(3, 3, 3)))) {
            assertThat(KernelCode.IMAGEJ.of(other)).doesNotContain("Convolve").contains("Apply Kernel...");
        }
    }

    @Test
    void whatAProgramCannotDoIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelCode.OPENCV.of(random(new Shape(3, 3, 2))))
                .withMessage("OpenCV's filter2D takes kernels of one plane, but this one has 2; code=scipy and"
                        + " code=pytorch can do it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelCode.SCIPY.of(random(Shape.of(129, 128))))
                .withMessage(
                        "code is written for kernels of up to 16384 taps, but this one has 16512; save it as a file");
    }

    private static String module(KernelCode program) {
        return switch (program) {
            case SCIPY -> "scipy.ndimage";
            case OPENCV -> "cv2";
            default -> "torch";
        };
    }

    private int python(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("script.py"), script, StandardCharsets.UTF_8);
        Process process;
        try {
            process = new ProcessBuilder("python3", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log.txt").toFile())
                    .start();
        } catch (IOException e) {
            return -1;
        }
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("python3 did not end");
        }
        return process.exitValue();
    }

    static float[] engine(Kernel kernel, Shape shape, float[] image) throws IOException {
        Volume result = new Volume(shape);
        try (Workers workers = new Workers(1)) {
            Plan.of(KernelBank.of(kernel), Correlation.DEFAULT, shape)
                    .run(List.of(Volume.of(shape, image)), List.of(result), workers, Progress.NONE);
        }
        return result.toArray();
    }

    private static Kernel random(Shape shape) {
        return Kernel.of(shape, randomFloats(shape.volume()));
    }

    private static float[] randomFloats(long count) {
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = RANDOM.nextFloat() * 2 - 1;
        }
        return values;
    }
}
