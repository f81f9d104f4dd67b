package io.github.kernelj.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this library, as the build wrote it. */
public final class Version {

    private static final String RESOURCE = "version.properties";

    private Version() {}

    /** For example {@code 0.1.0}. */
    public static String text() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the library's " + RESOURCE + " can't be read", e);
        }
        return properties.getProperty("version");
    }
}
