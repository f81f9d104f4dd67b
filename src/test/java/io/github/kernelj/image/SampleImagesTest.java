package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleImagesTest {

    @TempDir
    Path folder;

    @Test
    void opensFromAFolder() throws IOException {
        fill(folder.resolve("io/github/kernelj/samples"));
        assertSamples(new SampleImages(folder));
    }

    @Test
    void opensFromInsideAJar() throws IOException {
        Path jar = folder.resolve("KernelJ_ with blanks.jar");
        try (FileSystem archive =
                FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
            fill(archive.getPath("/io/github/kernelj/samples"));
        }
        assertSamples(new SampleImages(jar));
    }

    @Test
    void opensWhatIsPacked() throws IOException {
        SampleImages samples = SampleImages.packed();
        for (String name : samples.names()) {
            assertThat(samples.open(name).getWidth()).as(name).isPositive();
        }
    }

    private static void fill(Path samples) throws IOException {
        Files.createDirectories(samples);
        Path png = Files.createTempFile("sample", ".png");
        Path tiff = Files.createTempFile("sample", ".tif");
        ImageFiles.save(TestImages.rgb(), png);
        ImageFiles.save(TestImages.hyperstack(16), tiff);
        Files.copy(png, samples.resolve("colours.png"));
        Files.copy(tiff, samples.resolve("cells.tif"));
        Files.writeString(samples.resolve("README.md"), "where they come from");
        Files.delete(png);
        Files.delete(tiff);
    }

    private static void assertSamples(SampleImages samples) throws IOException {
        assertThat(samples.names()).containsExactly("cells.tif", "colours.png");
        assertThat(samples.open("cells.tif").getTitle()).isEqualTo("cells.tif");
        assertThat(TestImages.pixels(samples.open("cells.tif")))
                .isEqualTo(TestImages.pixels(TestImages.hyperstack(16)));
        assertThat(TestImages.pixels(samples.open("colours.png"))).isEqualTo(TestImages.pixels(TestImages.rgb()));
        assertThatIOException()
                .isThrownBy(() -> samples.open("moon.tif"))
                .withMessage("there is no sample 'moon.tif'; there are cells.tif, colours.png");
    }
}
