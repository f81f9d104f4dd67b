package io.github.kernelj.cli;

import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.task.Key;
import io.github.kernelj.task.LearnResult;
import io.github.kernelj.task.LearnSettings;
import io.github.kernelj.task.LearnTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code kernelj learn --width=5 --height=5 INPUT TARGET KERNEL}. */
final class LearnCommand extends Command {

    private static final Set<Key> PARAMETERS = Set.of(LearnSettings.INPUT, LearnSettings.TARGET, LearnSettings.KERNEL);
    private static final List<Key> KEYS =
            LearnSettings.KEYS.stream().filter(key -> !PARAMETERS.contains(key)).toList();

    private final KeyOptions options = new KeyOptions(KEYS);

    LearnCommand(Console console) {
        super(console);
    }

    @Override
    String name() {
        return "learn";
    }

    @Override
    void describe(CommandSpec spec) {
        spec.usageMessage().description("Learns a kernel from an image and what it should become, and saves it.");
        options.addTo(spec);
        addText(
                spec,
                0,
                "INPUT",
                "The image file to learn from; of many pairs a folder, or a pattern in quotes: 'a_*.tif'.");
        addText(
                spec,
                1,
                "TARGET",
                "The image file it should become, of the same size or smaller by the kernel's size less one.");
        addFile(
                spec,
                2,
                "KERNEL",
                "The kernel file to write: .json with all that is known of it, or .txt with the weights alone.");
        addExamples(
                spec,
                "kernelj learn --preset=lesson edge.csv edges.csv kernel.json",
                "kernelj learn --width=5 --height=5 --method=exact blurred.tif sharp.tif sharpen.txt",
                "kernelj learn --size=3x3x3 --bias --method=conjugate-gradient noisy.tif clean.tif denoise.json",
                "kernelj learn --size=auto --bias --method=exact --report=report.html before.tif after.tif kernel.json",
                "kernelj learn --size=5 'pairs/a_*.tif' 'pairs/b_*.tif' sharpen.json",
                "kernelj learn --width=5 --height=1 --axes=t movie.tif steady.tif steady.txt");
    }

    @Override
    void run(ParseResult arguments) throws IOException {
        LearnSettings settings = usage(arguments, () -> LearnSettings.parse(options.values(arguments)));
        String input = arguments.matchedPositionalValue(0, "");
        String target = arguments.matchedPositionalValue(1, "");
        Path kernel = file(arguments, 2);
        Paths.requireDifferent(arguments, "KERNEL", kernel, "INPUT", input);
        Paths.requireDifferent(arguments, "KERNEL", kernel, "TARGET", target);
        LearnResult result;
        try (ConsoleProgress progress = new ConsoleProgress(name(), console.err())) {
            TrainingListener listener = TrainingListener.printing(line -> progress.around(() -> console.print(line)));
            result = LearnTask.learn(input, target, kernel, settings, listener, progress);
        }
        result.notices().forEach(console::notice);
        result.summary().forEach(console::print);
        console.print("Kernel written to " + kernel + ".");
        if (result.report().isPresent()) {
            console.print("Report written to " + settings.examination().report() + ".");
        }
    }
}
