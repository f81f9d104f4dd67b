package io.github.kernelj.cli;

import io.github.kernelj.task.BatchResult;
import io.github.kernelj.task.BatchSettings;
import io.github.kernelj.task.BatchTask;
import io.github.kernelj.task.Key;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code kernelj batch --kernel=EXPR INPUT OUTPUT}. */
final class BatchCommand extends Command {

    private static final List<Key> KEYS = BatchSettings.KEYS.stream()
            .filter(key -> !key.equals(BatchSettings.INPUT) && !key.equals(BatchSettings.OUTPUT))
            .toList();

    private final KeyOptions options = new KeyOptions(KEYS);

    BatchCommand(Console console) {
        super(console);
    }

    @Override
    String name() {
        return "batch";
    }

    @Override
    void describe(CommandSpec spec) {
        spec.usageMessage()
                .description("Applies a kernel to every image of a folder. A table of the files and a log lie in OUTPUT"
                        + " beside the results. Interrupted, the same command does the rest.");
        options.addTo(spec);
        addText(spec, 0, "INPUT", "The folder of files and OME-Zarr, or a pattern in quotes such as 'images/*.tif'.");
        addText(spec, 1, "OUTPUT", "The folder for the results, made if there is none.");
        addExamples(
                spec,
                "kernelj batch --kernel='gaussian(sigma=2)' images smooth",
                "kernelj batch --kernel=sharpen.json --recursive --errors=stop images sharp",
                "kernelj batch --kernel='1 0 -1' --type=32-bit --name='{name}-edges' 'images/*.png' edges",
                "kernelj batch --kernel=sharpen.txt --existing=overwrite --threads=4 --memory=2000 images out",
                "kernelj batch --kernel=sharpen.json --name='{name}.zarr' --pyramid stacks volumes");
    }

    @Override
    void run(ParseResult arguments) throws IOException {
        Map<String, String> texts = new HashMap<>(options.values(arguments));
        texts.put(BatchSettings.INPUT.name(), arguments.matchedPositionalValue(0, ""));
        texts.put(BatchSettings.OUTPUT.name(), arguments.matchedPositionalValue(1, ""));
        BatchSettings settings = usage(arguments, () -> BatchSettings.parse(texts));
        try (ConsoleProgress progress = new ConsoleProgress(name(), console.err())) {
            BatchResult result = BatchTask.run(settings, progress);
            // Before the end of progress, since after Ctrl-C that ends the process too.
            progress.around(() -> say(result));
            if (!result.isComplete()) {
                throw new IncompleteException();
            }
        }
    }

    private void say(BatchResult result) {
        result.notices().forEach(console::notice);
        result.summary().forEach(console::print);
    }

    /** Exit status 1, when everything has been said. */
    static final class IncompleteException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
