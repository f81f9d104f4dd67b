package io.github.kernelj.plugin;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A screen that nobody sees, with a window manager on it, as focus is unreliable without one. */
final class Screen implements AutoCloseable {

    private static final List<String> TOOLS = List.of("Xvfb", "openbox", "xdotool", "import");

    private final String display;
    private final Process server;
    private final Process windowManager;

    /** Opens a screen of 1280 x 1024 pixels on a free display. */
    Screen() throws IOException {
        server = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader reader = server.inputReader(StandardCharsets.US_ASCII);
        String number = reader.readLine();
        if (number == null) {
            throw new IOException("Xvfb did not start");
        }
        display = ":" + number.strip();
        windowManager = start("openbox");
    }

    /** Whether this machine has the tools, and a Java that can open windows. */
    static boolean isAvailable() {
        Path windows = Path.of(System.getProperty("java.home"), "lib", "libawt_xawt.so");
        return Files.exists(windows) && TOOLS.stream().allMatch(Screen::isOnPath);
    }

    /** Its name as the variable DISPLAY has it, such as {@code :99}. */
    String display() {
        return display;
    }

    /**
     * Waits until a visible window's title matches, brings it to the front and types keys there, spelled as xdotool
     * spells them.
     *
     * @param title a regular expression
     */
    void press(String title, String... keys) throws IOException, InterruptedException {
        xdotool("search", "--sync", "--onlyvisible", "--name", title, "windowactivate", "--sync");
        List<String> command = new ArrayList<>(List.of("key"));
        command.addAll(Arrays.asList(keys));
        xdotool(command.toArray(String[]::new));
    }

    /** Whether there is a visible window of this title, a regular expression. */
    boolean shows(String title) throws IOException, InterruptedException {
        return !xdotool("search", "--onlyvisible", "--name", title).isBlank();
    }

    /** Waits until a window opens, and replaces the text in its first field, which has the focus, by another. */
    void type(String title, String text) throws IOException, InterruptedException {
        press(title, "ctrl+Home", "ctrl+shift+End", "Delete");
        xdotool("type", text);
    }

    /** Presses the button in the lower right corner of a dialog, which is OK; Enter won't do where there is a text area. */
    void pressOk(String title) throws IOException, InterruptedException {
        String window = xdotool("search", "--onlyvisible", "--name", title).strip();
        Map<String, Integer> geometry = xdotool("getwindowgeometry", "--shell", window)
                .lines()
                .map(line -> line.split("="))
                .collect(Collectors.toMap(part -> part[0], part -> Integer.parseInt(part[1])));
        String x = String.valueOf(geometry.get("WIDTH") - 38);
        String y = String.valueOf(geometry.get("HEIGHT") - 26);
        xdotool("mousemove", "--window", window, x, y, "click", "1");
    }

    /** Runs xdotool and returns what it prints. */
    String xdotool(String... arguments) throws IOException, InterruptedException {
        return run("xdotool", arguments);
    }

    /** Saves what the screen shows as a PNG file. */
    void shoot(Path file) throws IOException, InterruptedException {
        run("import", "-window", "root", file.toString());
    }

    /** Takes a picture of one window, without its frame. */
    void shoot(String titleRegex, Path file) throws IOException, InterruptedException {
        String window = xdotool("search", "--onlyvisible", "--name", titleRegex)
                .lines()
                .findFirst()
                .orElseThrow();
        run("import", "-window", window, "-colors", "64", file.toString());
    }

    @Override
    public void close() {
        windowManager.destroy();
        windowManager.onExit().join();
        server.destroy();
        server.onExit().join();
    }

    private String run(String tool, String... arguments) throws IOException, InterruptedException {
        Process process = start(tool, arguments);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(tool + " " + String.join(" ", arguments) + " did not end");
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Process start(String tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(tool));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DISPLAY", display);
        return builder.start();
    }

    private static boolean isOnPath(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
