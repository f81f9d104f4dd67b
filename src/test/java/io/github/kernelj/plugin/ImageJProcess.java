package io.github.kernelj.plugin;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plain ImageJ as a user starts it: a Java process of its own, with only ij.jar on the class path and whatever lies in
 * {@code home/plugins}. The folder is its home, so the user's own preferences stay out of it.
 */
final class ImageJProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path log;
    private final Process process;

    /** What ImageJ left: its exit status and all that it printed. */
    record Outcome(int exit, String output) {}

    private ImageJProcess(Path home, List<String> command, String display) throws IOException {
        this.log = Files.createTempFile(home, "imagej", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        // Else Java can't name files by all of Unicode where no language is set.
        builder.environment().put("LC_ALL", "C.UTF-8");
        if (display != null) {
            builder.environment().put("DISPLAY", display);
        }
        this.process = builder.start();
    }

    /**
     * Makes {@code home/plugins} with these jars in it.
     *
     * @return {@code home}
     */
    static Path install(Path home, Path... jars) throws IOException {
        Path plugins = Files.createDirectories(home.resolve("plugins"));
        for (Path jar : jars) {
            Files.copy(jar, plugins.resolve(jar.getFileName()));
        }
        return home;
    }

    /**
     * Runs a macro without a screen, patched as headless Fiji is, and waits for the end. The patch lists the commands of
     * the jars in {@code home/plugins} but loads no classes from there, so the jars are on the class path as well.
     */
    static Outcome headless(Path home, String macro) throws IOException, InterruptedException {
        return headless(home, "1g", macro);
    }

    /** As {@link #headless(Path, String)}, with so much memory, such as {@code 64m}. */
    static Outcome headless(Path home, String memory, String macro) throws IOException, InterruptedException {
        List<String> command = java(home, memory);
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-javaagent:" + jarOf("net/imagej/patcher/LegacyInjector.class") + "=init",
                "-cp",
                classPath(home),
                "ij.ImageJ",
                "-batch",
                write(home, macro)));
        return new ImageJProcess(home, command, null).await();
    }

    /**
     * Runs a script in the language whose main class is given, with the plugins, SciJava, and the script languages of
     * {@code target/script-languages} on the class path and ImageJ patched as in {@link #headless}, and waits for the end.
     */
    static Outcome script(Path home, String mainClass, String... arguments) throws IOException, InterruptedException {
        List<String> command = java(home, "1g");
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-javaagent:" + jarOf("net/imagej/patcher/LegacyInjector.class") + "=init",
                "-cp",
                String.join(
                        File.pathSeparator,
                        classPath(home),
                        jarOf("org/scijava/Context.class"),
                        jarOf("org/scijava/parsington/Operator.class"),
                        jarsIn(Path.of("target", "script-languages"))),
                mainClass));
        command.addAll(List.of(arguments));
        return new ImageJProcess(home, command, null).await();
    }

    /** Starts the unpatched ImageJ in a window; its macro or the caller must quit it, or {@link #stop} does. */
    static ImageJProcess onScreen(Screen screen, Path home, String macro) throws IOException {
        List<String> command = java(home, "1g");
        command.addAll(List.of("-cp", jarOf("ij/IJ.class"), "ij.ImageJ", "-port0", "-macro", write(home, macro)));
        return new ImageJProcess(home, command, screen.display());
    }

    /**
     * Waits for ImageJ to end.
     *
     * @throws IllegalStateException if it doesn't within two minutes; it is stopped then
     */
    Outcome await() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            stop();
            throw new IllegalStateException("ImageJ did not end. It printed:\n" + Files.readString(log));
        }
        return new Outcome(process.exitValue(), Files.readString(log));
    }

    void stop() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The file with what it prints. */
    Path log() {
        return log;
    }

    private static List<String> java(Path home, String memory) {
        return new ArrayList<>(Arrays.asList(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memory,
                "-Duser.home=" + home,
                "-Dplugins.dir=" + home));
    }

    private static String classPath(Path home) throws IOException {
        return String.join(
                File.pathSeparator,
                jarOf("ij/IJ.class"),
                jarOf("javassist/ClassPool.class"),
                jarsIn(home.resolve("plugins")));
    }

    private static String jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.toAbsolutePath().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static String write(Path home, String macro) throws IOException {
        return Files.writeString(Files.createTempFile(home, "macro", ".ijm"), macro)
                .toString();
    }

    /** The jar that a class on this class path comes from. */
    private static String jarOf(String resource) {
        try {
            URL url = ImageJProcess.class.getClassLoader().getResource(resource);
            URL jar = ((JarURLConnection) url.openConnection()).getJarFileURL();
            return Path.of(jar.toURI()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
