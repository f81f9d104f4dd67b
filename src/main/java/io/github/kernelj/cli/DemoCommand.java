package io.github.kernelj.cli;

import io.github.kernelj.task.DemoTask;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code kernelj demo [FOLDER]}. */
final class DemoCommand extends Command {

    private static final Path FOLDER = Path.of("target", "demo");

    DemoCommand(Console console) {
        super(console);
    }

    @Override
    String name() {
        return "demo";
    }

    @Override
    void describe(CommandSpec spec) {
        spec.usageMessage()
                .description("Learns kernels from the sample images that come with KernelJ, applies them to others, and"
                        + " writes a page that shows and explains it.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .type(Path.class)
                .paramLabel("FOLDER")
                .description(
                        "The folder for the page, kernels and images; made if there is none. Default: " + FOLDER + ".")
                .build());
        addExamples(spec, "kernelj demo", "kernelj demo my-demo");
    }

    @Override
    void run(ParseResult arguments) throws IOException {
        Path folder = arguments.matchedPositionalValue(0, FOLDER);
        try (ConsoleProgress progress = new ConsoleProgress(name(), console.err())) {
            DemoTask.run(folder, line -> progress.around(() -> console.print(line)), progress);
        }
    }
}
