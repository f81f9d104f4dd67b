package io.github.kernelj.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelj.task.ZarrVolumes;
import io.github.kernelj.zarr.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume of 168 MB, 335 MB as floats, in a heap of 144 MB, most of which Spark takes. */
class SparkMemoryTest {

    @TempDir
    Path folder;

    @Test
    void aTaskHoldsItsBlockOnly() throws IOException, InterruptedException {
        Path input = folder.resolve("in.zarr");
        Path output = folder.resolve("out.zarr");
        ZarrVolumes.write(input, DataType.UINT16, new int[] {1, 1, 320, 512, 512}, new int[] {32, 64, 64}, 100, 3000);
        assertThat(MemoryFigures.run(144, "256x256x32", input, output))
                .as(() -> said(output))
                .isZero();
        assertThat(output.resolve(".zattrs")).exists();
    }

    private static String said(Path output) {
        try {
            return Files.readString(output.resolveSibling("out.zarr.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
