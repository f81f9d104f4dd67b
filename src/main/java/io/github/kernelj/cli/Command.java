package io.github.kernelj.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One subcommand: its options and parameters, and what it does. */
abstract class Command {

    final Console console;

    Command(Console console) {
        this.console = console;
    }

    abstract String name();

    /** Adds options, parameters and help. */
    abstract void describe(CommandSpec spec);

    /** Does the work; an exception means exit status 1, a {@link ParameterException} 2. */
    abstract void run(ParseResult arguments) throws Exception;

    final CommandSpec spec() {
        CommandSpec[] self = new CommandSpec[1];
        Callable<Integer> running = () -> {
            run(self[0].commandLine().getParseResult());
            return CommandLine.ExitCode.OK;
        };
        self[0] = CommandSpec.wrapWithoutInspection(running).name(name());
        self[0].usageMessage().sortOptions(false).abbreviateSynopsis(true);
        self[0].addOption(help());
        describe(self[0]);
        return self[0];
    }

    static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build();
    }

    static void addFile(CommandSpec spec, int index, String label, String description) {
        add(spec, index, label, description, Path.class);
    }

    /** Something that isn't one file, such as a pattern of files. */
    static void addText(CommandSpec spec, int index, String label, String description) {
        add(spec, index, label, description, String.class);
    }

    private static void add(CommandSpec spec, int index, String label, String description, Class<?> type) {
        spec.addPositional(PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .arity("1")
                .required(true)
                .type(type)
                .paramLabel(label)
                .description(description)
                .build());
    }

    static void addSwitch(CommandSpec spec, String name, String description) {
        spec.addOption(OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build());
    }

    static void addExamples(CommandSpec spec, String... lines) {
        spec.usageMessage()
                .footer(Stream.concat(
                                Stream.of("", "Examples:"), Arrays.stream(lines).map(line -> "  " + line))
                        .toArray(String[]::new));
    }

    static Path file(ParseResult arguments, int index) {
        return arguments.matchedPositionalValue(index, (Path) null);
    }

    /** Settings that can't be read are wrong usage. */
    static <T> T usage(ParseResult arguments, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(arguments.commandSpec().commandLine(), e.getMessage(), e);
        }
    }
}
