package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Extent;
import io.github.kernelj.engine.PlainReference;
import io.github.kernelj.engine.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's example of going to PyTorch and back, run where PyTorch is installed. */
class PyTorchTest {

    private static final Shape IMAGE = Shape.of(9, 8);

    @TempDir
    Path folder;

    @Test
    void weightsGoToPyTorchAndBackAndMeanTheSameThere() throws IOException, InterruptedException {
        Optional<String> python =
                Stream.of("python3", "/usr/bin/python3").filter(this::hasTorch).findFirst();
        assumeTrue(python.isPresent(), "PyTorch isn't installed");
        KernelBank ours = KernelBank.of(IntStream.range(0, 3)
                .mapToObj(output -> IntStream.range(0, 2)
                        .mapToObj(input -> kernel(10 * output + input))
                        .toList())
                .toList());
        KernelFiles.write(ours, folder.resolve("from_kernelj.npy"));

        Matcher example = Pattern.compile("```python\n(import numpy, torch.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")));
        assertThat(example.find()).isTrue();
        Path script = Files.writeString(folder.resolve("example.py"), example.group(1) + """
                image = torch.sin(torch.arange(2 * 8 * 9, dtype=torch.float32)).reshape(1, 2, 8, 9)
                numpy.save("image.npy", image[0].numpy())
                numpy.save("from_ours.npy", back(image)[0].detach().numpy())
                numpy.save("from_theirs.npy", conv(image)[0].detach().numpy())
                """);
        assertThat(exitCode(python.get(), script.toString())).isZero();

        Kernel pixels = KernelFiles.read(folder.resolve("image.npy")).single();
        List<Volume> image = IntStream.range(0, 2)
                .mapToObj(channel -> Volume.of(IMAGE, plane(pixels, channel)))
                .toList();
        assertSame(ours, image, "from_ours.npy");
        assertSame(KernelFiles.read(folder.resolve("from_torch.npy")), image, "from_theirs.npy");
    }

    private void assertSame(KernelBank bank, List<Volume> image, String file) throws IOException {
        double[][] expected = PlainReference.apply(bank, Correlation.DEFAULT.withExtent(Extent.VALID), image);
        Kernel theirs = KernelFiles.read(folder.resolve(file)).single();
        assertThat(theirs.shape()).isEqualTo(new Shape(6, 6, 3));
        float[] values = theirs.weights();
        for (int i = 0; i < values.length; i++) {
            assertThat((double) values[i]).isEqualTo(expected[i / 36][i % 36], offset(1e-4));
        }
    }

    private static Kernel kernel(int seed) {
        float[] weights = new float[12];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.cos(seed + i);
        }
        return Kernel.of(Shape.of(4, 3), weights);
    }

    private static float[] plane(Kernel volume, int z) {
        float[] plane = new float[(int) IMAGE.volume()];
        System.arraycopy(volume.weights(), z * plane.length, plane, 0, plane.length);
        return plane;
    }

    private boolean hasTorch(String python) {
        try {
            return exitCode(python, "-c", "import importlib.util as i; raise SystemExit(i.find_spec('torch') is None)")
                    == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private int exitCode(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("python.log").toFile())
                .start();
        return process.waitFor(2, TimeUnit.MINUTES) ? process.exitValue() : -1;
    }
}
