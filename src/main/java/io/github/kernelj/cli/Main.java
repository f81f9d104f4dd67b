package io.github.kernelj.cli;

import io.github.kernelj.task.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The command line. Exit status 0; 1 for a failure, with one line on standard error; 2 for wrong usage, with a hint.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        int status = run(System.out, System.err, args);
        if (status != 0) {
            System.exit(status);
        }
    }

    /**
     * Runs one command.
     *
     * @param out takes what was asked for
     * @param err takes errors, notices and progress
     * @return the exit status: 0, 1 for a failure, 2 for wrong usage
     */
    public static int run(PrintStream out, PrintStream err, String... args) {
        Console console = new Console(out, err);
        CommandSpec root = CommandSpec.create().name("kernelj").version("KernelJ " + Version.text());
        // Not picocli's own mixin: its annotations take a fifth of a second to read.
        root.addOption(Command.help());
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print version information and exit.")
                .build());
        root.usageMessage()
                .description(
                        "Applies 1-D, 2-D and 3-D kernels to images, set by the user or learned from an example pair.")
                .footer(
                        "",
                        "Examples:",
                        "  kernelj apply --kernel='gaussian(sigma=2)' cells.tif smooth.tif",
                        "  kernelj batch --kernel='gaussian(sigma=2)' images smooth",
                        "  kernelj learn --width=5 --height=5 blurred.tif sharp.tif sharpen.txt",
                        "  kernelj inspect sharpen.txt",
                        "  kernelj find crowd.png figure.png places.csv",
                        "  kernelj demo",
                        "",
                        "'kernelj COMMAND --help' tells the options of a command.");
        for (Command command : List.of(
                new ApplyCommand(console),
                new BatchCommand(console),
                new LearnCommand(console),
                new InspectCommand(console),
                new FindCommand(console),
                new DemoCommand(console))) {
            root.addSubcommand(command.name(), new CommandLine(command.spec()));
        }
        try {
            return commandLine(root, console).execute(args.length == 0 ? new String[] {"--help"} : args);
        } catch (OutOfMemoryError e) {
            console.error("not enough memory; give Java more, for example java -Xmx8g -jar kernelj.jar ...");
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static CommandLine commandLine(CommandSpec root, Console console) {
        return new CommandLine(root)
                .setOut(console.outWriter())
                .setErr(console.errWriter())
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler((exception, command, result) -> {
                    if (!(exception instanceof BatchCommand.IncompleteException)) {
                        console.error(explain(exception));
                    }
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .setParameterExceptionHandler((exception, wrong) -> {
                    console.error(exception.getMessage());
                    console.hint("'" + usageOf(exception) + " --help' tells what is possible");
                    return CommandLine.ExitCode.USAGE;
                });
    }

    private static String usageOf(ParameterException exception) {
        return exception.getCommandLine().getCommandSpec().qualifiedName();
    }

    private static String explain(Exception exception) {
        if (exception instanceof CancellationException) {
            return "cancelled";
        }
        boolean meant = exception instanceof IOException
                || exception instanceof IllegalArgumentException
                || exception instanceof IllegalStateException;
        return meant && exception.getMessage() != null ? exception.getMessage() : "unexpected " + exception;
    }
}
