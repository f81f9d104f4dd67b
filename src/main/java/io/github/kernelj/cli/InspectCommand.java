package io.github.kernelj.cli;

import io.github.kernelj.task.InspectTask;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code kernelj inspect KERNEL}. */
final class InspectCommand extends Command {

    InspectCommand(Console console) {
        super(console);
    }

    @Override
    String name() {
        return "inspect";
    }

    @Override
    void describe(CommandSpec spec) {
        spec.usageMessage().description("Tells what a kernel is: weights, sum, rank, symmetry, and how it was made.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel("KERNEL")
                .description("A kernel file, a preset or a matrix.")
                .build());
        addExamples(
                spec,
                "kernelj inspect sharpen.txt",
                "kernelj inspect 'gaussian(sigma=2)'",
                "kernelj inspect '1 2 1; 2 4 2; 1 2 1'");
    }

    @Override
    void run(ParseResult arguments) throws IOException {
        InspectTask task = usage(arguments, () -> InspectTask.of(arguments.matchedPositionalValue(0, "")));
        task.report().forEach(console::print);
    }
}
