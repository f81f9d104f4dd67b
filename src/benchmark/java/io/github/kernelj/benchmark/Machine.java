package io.github.kernelj.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;

/** What figures depend on: processor, caches, system, Java and the peers. */
final class Machine {

    private Machine() {}

    /** Several lines of text. */
    static String describe() throws IOException {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors, caches " + caches() + "\n"
                + property("os.name") + " " + property("os.version") + " " + property("os.arch") + ", Java "
                + Runtime.version() + " (" + property("java.vm.name") + "), heap of at most "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MiB\n"
                + "OpenCV " + opencv_core.CV_VERSION + ", scipy " + version("scipy") + " on numpy "
                + version("numpy") + "\n";
    }

    private static String property(String name) {
        return System.getProperty(name);
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return output("sysctl", "-n", "machdep.cpu.brand_string");
        }
        try (var lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        }
    }

    private static String caches() throws IOException {
        List<String> caches = new ArrayList<>();
        Path folder = Path.of("/sys/devices/system/cpu/cpu0/cache");
        for (int i = 0; Files.exists(folder.resolve("index" + i)); i++) {
            Path cache = folder.resolve("index" + i);
            if (!read(cache, "type").equals("Instruction")) {
                caches.add("L" + read(cache, "level") + " " + read(cache, "size"));
            }
        }
        return caches.isEmpty() ? "unknown" : String.join(", ", caches);
    }

    private static String read(Path folder, String name) throws IOException {
        return Files.readString(folder.resolve(name)).strip();
    }

    private static String version(String module) {
        return output("python3", "-c", "import " + module + "; print(" + module + ".__version__)");
    }

    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return output.isEmpty() ? "unknown" : output;
        } catch (IOException e) {
            return "unknown";
        }
    }
}
