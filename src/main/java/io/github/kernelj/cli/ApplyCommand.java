package io.github.kernelj.cli;

import io.github.kernelj.task.ApplyResult;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import io.github.kernelj.task.Key;
import io.github.kernelj.task.ZarrSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code kernelj apply --kernel=EXPR INPUT OUTPUT}. */
final class ApplyCommand extends Command {

    private static final List<Key> KEYS = ApplySettings.KEYS.stream()
            .filter(key -> !key.equals(ApplySettings.DESTINATION) && !key.equals(ApplySettings.OUTPUT))
            .toList();

    private final KeyOptions options = new KeyOptions(KEYS);
    private final KeyOptions storage = new KeyOptions(ZarrSettings.KEYS);

    ApplyCommand(Console console) {
        super(console);
    }

    @Override
    String name() {
        return "apply";
    }

    @Override
    void describe(CommandSpec spec) {
        spec.usageMessage().description("Applies a kernel to an image and saves the result.");
        options.addTo(spec);
        storage.addTo(spec);
        addSwitch(spec, "--verbose", "Print the plan, the time and the number of clipped pixels.");
        addFile(spec, 0, "INPUT", "The image to read: a file, or a folder of OME-Zarr.");
        addFile(spec, 1, "OUTPUT", "The image to write; its ending tells the format. Never the input.");
        addExamples(
                spec,
                "kernelj apply --kernel='gaussian(sigma=2)' cells.tif smooth.tif",
                "kernelj apply --kernel='1 0 -1; 2 0 -2; 1 0 -1' --type=32-bit cells.tif edges.tif",
                "kernelj apply --kernel='1 2 1' --axes=z --normalize --border=mirror stack.tif smooth.tif",
                "kernelj apply --kernel=sharpen.txt blurred.tif sharp.tif",
                "kernelj apply --kernel='gaussian(sigma=1, dimensions=3)' --pyramid brain.zarr smooth.zarr");
    }

    @Override
    void run(ParseResult arguments) throws IOException {
        ApplySettings settings = usage(arguments, () -> ApplySettings.parse(options.values(arguments)));
        ZarrSettings zarr = usage(arguments, () -> ZarrSettings.parse(storage.values(arguments)));
        Path input = file(arguments, 0);
        Path output = file(arguments, 1);
        Paths.requireDifferent(arguments, "OUTPUT", output, "INPUT", input);
        long start = System.nanoTime();
        ApplyResult result;
        try (ConsoleProgress progress = new ConsoleProgress(name(), console.err())) {
            result = ApplyTask.apply(input, output, settings, zarr, progress);
        }
        result.notices().forEach(console::notice);
        if (arguments.hasMatchedOption("--verbose")) {
            console.print("plan: " + result.plan());
            console.print(String.format(Locale.ROOT, "time: %.2f s", (System.nanoTime() - start) / 1e9));
            console.print("clipped pixels: " + result.clippedPixels());
        }
    }
}
