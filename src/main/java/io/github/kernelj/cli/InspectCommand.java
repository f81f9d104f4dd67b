package io.github.kernelj.cli;

import io.github.kernelj.task.ImageSize;
import io.github.kernelj.task.InspectSettings;
import io.github.kernelj.task.InspectTask;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code kernelj inspect KERNEL}. */
final class InspectCommand extends Command {

    private final KeyOptions options = new KeyOptions(List.of(InspectSettings.CODE, InspectSettings.FILE));

    InspectCommand(Console console) {
        super(console);
    }

    @Override
    String name() {
        return "inspect";
    }

    @Override
    void describe(CommandSpec spec) {
        spec.usageMessage()
                .description(
                        "Tells what a kernel is: weights, sum, rank, symmetry, frequency response, cost, and how it was made.");
        options.addTo(spec);
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
                "kernelj inspect --code=scipy '1 2 1; 2 4 2; 1 2 1'",
                "kernelj inspect --file=dog.onnx 'gaussian(1) - gaussian(2)'");
    }

    @Override
    void run(ParseResult arguments) throws IOException {
        Map<String, String> texts = new HashMap<>(options.values(arguments));
        texts.put(InspectSettings.KERNEL.name(), arguments.matchedPositionalValue(0, ""));
        InspectSettings settings = usage(arguments, () -> InspectSettings.parse(texts));
        InspectTask.inspect(settings, ImageSize.PHOTOGRAPH).text().forEach(console::print);
    }
}
