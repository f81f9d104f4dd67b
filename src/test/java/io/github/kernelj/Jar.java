package io.github.kernelj;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A jar that the build has made, and what is in it. */
record Jar(Path path, List<String> names, Manifest manifest) {

    /** @param property the system property in which the build names the file */
    static Jar named(String property) {
        Path path = Path.of(System.getProperty(property));
        try (JarFile jar = new JarFile(path.toFile())) {
            List<String> names = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
            return new Jar(path, names, jar.getManifest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a reader of classes finds them. */
    URL url() {
        try {
            return URI.create("jar:" + path.toUri() + "!/").toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    String main(String attribute) {
        return manifest.getMainAttributes().getValue(attribute);
    }

    /** The lines of a text in the jar; none if it isn't there. */
    List<String> lines(String name) {
        try (JarFile jar = new JarFile(path.toFile())) {
            ZipEntry entry = jar.getEntry(name);
            return entry == null
                    ? List.of()
                    : new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of all entries whose names begin so, unpacked. */
    long unpacked(String prefix) {
        try (JarFile jar = new JarFile(path.toFile());
                Stream<? extends ZipEntry> entries = jar.stream()) {
            return entries.filter(entry -> entry.getName().startsWith(prefix))
                    .mapToLong(ZipEntry::getSize)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean holdsClass(String className) {
        return names.contains(className.replace('.', '/') + ".class");
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}
