package io.github.kernelj.cli;

import io.github.kernelj.task.FindResult;
import io.github.kernelj.task.FindSettings;
import io.github.kernelj.task.FindTask;
import io.github.kernelj.task.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code kernelj find INPUT TEMPLATE MATCHES}. */
final class FindCommand extends Command {

    private static final Set<Key> OTHERWISE = Set.of(FindSettings.TEMPLATE, FindSettings.MAP);
    private static final List<Key> KEYS =
            FindSettings.KEYS.stream().filter(key -> !OTHERWISE.contains(key)).toList();
    private static final String MAP = "--" + FindSettings.MAP.name();

    private final KeyOptions options = new KeyOptions(KEYS);

    FindCommand(Console console) {
        super(console);
    }

    @Override
    String name() {
        return "find";
    }

    @Override
    void describe(CommandSpec spec) {
        spec.usageMessage()
                .description(
                        "Finds an image in another, whatever its brightness and contrast, and writes where it is.");
        options.addTo(spec);
        spec.addOption(OptionSpec.builder(MAP)
                .type(Path.class)
                .arity("1")
                .paramLabel("FILE")
                .description("The image file to write the scores of all places to, such as scores.tif.")
                .build());
        addFile(spec, 0, "INPUT", "The image file to search.");
        addFile(spec, 1, "TEMPLATE", "The image file to look for.");
        addFile(
                spec,
                2,
                "MATCHES",
                "The file to write: a line for each match with x, y, z, t and score, separated by commas.");
        addExamples(
                spec,
                "kernelj find crowd.png figure.png places.csv",
                "kernelj find --count=1 --drift film.tif bead.tif drift.csv",
                "kernelj find --axes=xyz --threshold=0.7 --map=scores.tif tomogram.tif particle.tif places.csv");
    }

    @Override
    void run(ParseResult arguments) throws IOException {
        Optional<Path> map = Optional.ofNullable(arguments.matchedOptionValue(MAP, (Path) null));
        FindSettings settings = usage(arguments, () -> FindSettings.parse(options.values(arguments)))
                .withMap(map.isPresent());
        Path input = file(arguments, 0);
        Path template = file(arguments, 1);
        Path matches = file(arguments, 2);
        Paths.requireDifferent(arguments, "MATCHES", matches, "INPUT", input);
        Paths.requireDifferent(arguments, "MATCHES", matches, "TEMPLATE", template);
        if (map.isPresent()) {
            Paths.requireDifferent(arguments, "MATCHES", matches, MAP, map.get());
            Paths.requireDifferent(arguments, MAP, map.get(), "INPUT", input);
            Paths.requireDifferent(arguments, MAP, map.get(), "TEMPLATE", template);
        }
        FindResult result;
        try (ConsoleProgress progress = new ConsoleProgress(name(), console.err())) {
            result = FindTask.find(input, template, matches, map, settings, progress);
        }
        result.notices().forEach(console::notice);
        console.print(result.matches().size() + (result.matches().size() == 1 ? " match" : " matches") + " written to "
                + matches + ".");
    }
}
