package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Workers;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A table of contests: name, threads, our time, the peer's, the peer's over ours, and the goal of that. */
final class Table {

    private static final String LINE = "%-34s %7s %10s %10s %6s %6s%n";

    @Parameters(paramLabel = "ROW", description = "beginnings of the names of the rows to run; all without")
    private List<String> chosen = List.of();

    @Option(names = "--threads", split = ",", description = "numbers of threads (default: ${DEFAULT-VALUE})")
    private int[] threads = {1, 2};

    @Option(names = "--seconds", description = "for which a row is counted, after half as long warming up; a row takes "
            + "five turns at least (default: ${DEFAULT-VALUE})")
    private double seconds = 5;

    @Option(names = "--save", description = "write the table and the machine to src/benchmark/results, under today's date")
    private boolean save;

    @Option(names = "--help", usageHelp = true, description = "tell what may be said here")
    private boolean help;

    private PrintStream out = System.out;

    /**
     * Runs rows as the command line says, and prints or saves the table.
     *
     * @param name of the table, and of the file it is saved to
     */
    static void run(String name, List<Rows> groups, String[] args) throws Exception {
        Table table = new Table();
        CommandLine line = new CommandLine(table);
        line.parseArgs(args);
        if (line.isUsageHelpRequested()) {
            line.usage(System.out);
        } else if (table.save) {
            table.save(name, groups);
        } else {
            table.run(groups);
        }
    }

    private void save(String name, List<Rows> groups) throws Exception {
        Path file = Path.of("src/benchmark/results", LocalDate.now() + "-" + name + "-java"
                + Runtime.version().feature() + ".txt");
        try (PrintStream stream = new PrintStream(Files.newOutputStream(file), true, "UTF-8")) {
            out = stream;
            out.printf("Measured on %s: the peer's time over ours is the ratio.%n", LocalDate.now());
            run(groups);
        }
        System.out.println(file);
    }

    private void run(List<Rows> groups) throws Exception {
        out.println(Machine.describe());
        out.printf(LINE, "work", "threads", "ours ms", "peer ms", "ratio", "goal");
        for (int count : threads) {
            try (Workers workers = new Workers(count)) {
                for (Rows rows : groups) {
                    rows.run(this, workers);
                }
            }
        }
    }

    /** One side of a contest, made only if its row is chosen. */
    interface Side {
        Contest.Work work() throws Exception;
    }

    boolean isChosen(String name) {
        return chosen.isEmpty() || chosen.stream().anyMatch(name::startsWith);
    }

    /** @param goals for one thread and for two or more */
    void row(String name, Workers workers, double[] goals, Side ours, Side peer) throws Exception {
        if (isChosen(name)) {
            Contest.Result result = new Contest(seconds).run(ours.work(), peer.work());
            print(name, workers, goals, result);
        }
    }

    /** A row whose peer was timed before. */
    void row(String name, Workers workers, double[] goals, Side ours, double peerMillis) throws Exception {
        if (isChosen(name)) {
            print(name, workers, goals, new Contest(seconds).run(ours.work(), peerMillis));
        }
    }

    /** A sentence below the rows before. */
    void note(String text) {
        out.println(text);
    }

    private void print(String name, Workers workers, double[] goals, Contest.Result result) {
        double goal = goals[Math.min(workers.threads(), goals.length) - 1];
        out.printf(
                LINE,
                name,
                workers.threads(),
                number("%.2f", result.ours()),
                number("%.2f", result.peer()),
                number("%.2f", result.ratio()),
                number("%.2f", goal));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
