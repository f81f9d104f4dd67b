package io.github.kernelj.image;

import ij.ImagePlus;
import io.github.kernelj.kernel.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sample images that are packed with these classes, in a folder or a jar.
 */
public final class SampleImages {

    private static final String FOLDER = "io/github/kernelj/samples";

    private final Path home;

    /** @param home the folder or jar that holds the classes */
    SampleImages(Path home) {
        this.home = home;
    }

    /** The samples that come with this class. */
    public static SampleImages packed() {
        try {
            return new SampleImages(Path.of(SampleImages.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of these classes isn't a path", e);
        }
    }

    /**
     * Names of the samples, such as {@code camera.png}, in alphabetical order.
     *
     * @throws IOException if the folder or jar can't be read
     */
    public List<String> names() throws IOException {
        return inFolder(folder -> {
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> file.getFileName().toString())
                        .filter(name -> name.matches(".*\\.(?:png|tiff?|csv|jpe?g|gif)"))
                        .sorted()
                        .toList();
            }
        });
    }

    /**
     * Opens a sample; it isn't shown. Its title is its name.
     *
     * @throws IOException if there is no sample of this name, naming those there are, or it can't be read
     */
    public ImagePlus open(String name) throws IOException {
        List<String> names = names();
        if (!names.contains(name)) {
            throw new IOException("there is no sample '" + name + "'; there are "
                    + (names.isEmpty() ? "none in " + home : String.join(", ", names)));
        }
        return inFolder(folder -> {
            try (InputStream in = Files.newInputStream(folder.resolve(name))) {
                ImagePlus image = ImageFiles.openCopy(in, name.substring(name.lastIndexOf('.')));
                image.setTitle(name);
                return image;
            } catch (IOException e) {
                throw new IOException("can't open the sample '" + name + "': " + e.getMessage(), e);
            }
        });
    }

    /**
     * Copies a sample, or the kernel file that holds the truth about a pair, into a folder under its own name.
     *
     * @return the copy
     * @throws IOException if there is no such sample, or it can't be written
     */
    public Path copy(String name, Path folder) throws IOException {
        Path copy = folder.resolve(name);
        return inFolder(samples -> {
            Path sample = samples.resolve(name);
            if (!Files.isRegularFile(sample)) {
                throw new IOException("there is no sample '" + name + "'");
            }
            AtomicFile.write(copy, out -> Files.copy(sample, out));
            return copy;
        });
    }

    /** What is done with the folder of samples while its file system is open. */
    @FunctionalInterface
    private interface Use<T> {
        T with(Path folder) throws IOException;
    }

    private <T> T inFolder(Use<T> use) throws IOException {
        if (Files.isDirectory(home)) {
            return use.with(home.resolve(FOLDER));
        }
        try (FileSystem jar = FileSystems.newFileSystem(home)) {
            return use.with(jar.getPath("/" + FOLDER));
        }
    }
}
