package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernel files made to exhaust their reader. */
class HostileKernelTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"huge.json", "huge.txt"})
    void aGigabyteIsRefusedBySize(String name) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile holes = new RandomAccessFile(file.toFile(), "rw")) {
            holes.setLength(1L << 30);
        }
        assertThatIOException()
                .isThrownBy(() -> KernelFiles.read(file))
                .withMessageContaining("is too large for a kernel file: 1073741824 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"format\": \"kernelj\", \"x\": [", "{\"weights\": ["})
    void deepJsonIsRefused(String opening) throws IOException {
        Path file = Files.writeString(folder.resolve("deep.json"), opening.repeat(200_000));
        assertThatThrownBy(() -> KernelFiles.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("deep.json");
    }

    @Test
    void sizesThatOverflowAreRefused() throws IOException {
        String text = "{\"format\": \"kernelj-kernel\", \"version\": 1, \"width\": 2147483647, \"height\": 2147483647,"
                + " \"depth\": 4, \"weights\": [1]}";
        Path file = Files.writeString(folder.resolve("wide.json"), text);
        assertThatThrownBy(() -> KernelFiles.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wide.json");
    }
}
