package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void aFileIsReplacedAndReadableByOthers() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        AtomicFile.write(file, out -> out.write(new byte[] {'n', 'e', 'w'}));
        assertThat(file).hasContent("new");
        Path usual = Files.writeString(folder.resolve("usual"), "");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(usual));
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("file", "usual");
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        AtomicFile.write(link, out -> out.write('x'));
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("x");
    }

    @Test
    void whatFailsHalfwayLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("can't write " + file + ": No space left on device");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    throw new IllegalStateException("gone");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void placesThatTakeNoFileAreNamed() {
        assertThatThrownBy(() -> AtomicFile.write(folder, out -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("can't write " + folder + ": it is a folder");
        Path lost = folder.resolve("no/file");
        assertThatThrownBy(() -> AtomicFile.write(lost, out -> {}))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("can't write " + lost + ": there is no folder " + folder.resolve("no"));
    }
}
