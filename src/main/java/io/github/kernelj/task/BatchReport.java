package io.github.kernelj.task;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Two files in the output folder, written as the batch goes: a table of the files of this run, and a log to which every
 * run adds. Safe for use by several threads.
 */
final class BatchReport implements AutoCloseable {

    /** The table: a line for each file. */
    static final String TABLE = "kernelj-batch.csv";

    /** The log: when what was done. */
    static final String LOG = "kernelj-batch.log";

    private final BufferedWriter table;
    private final BufferedWriter log;
    private final Clock clock;

    /** @throws IOException naming the file, if it can't be written */
    BatchReport(Path folder, Clock clock) throws IOException {
        this.clock = clock;
        this.table = open(folder.resolve(TABLE));
        this.log = open(folder.resolve(LOG), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        line(table, "file,status,reason,clipped pixels,seconds,output");
    }

    /** Whether a file is one of the two, which are never images to work on. */
    static boolean isReport(Path file) {
        String name = file.getFileName().toString();
        return name.equals(TABLE) || name.equals(LOG);
    }

    private static BufferedWriter open(Path file, StandardOpenOption... options) throws IOException {
        try {
            return Files.newBufferedWriter(file, StandardCharsets.UTF_8, options);
        } catch (IOException e) {
            throw new IOException("can't write " + file + ": " + e, e);
        }
    }

    synchronized void add(BatchOutcome outcome) throws IOException {
        String seconds = String.format(Locale.ROOT, "%.3f", outcome.seconds());
        line(
                table,
                String.join(
                        ",",
                        quoted(outcome.file()),
                        Key.word(outcome.status()),
                        quoted(outcome.reason()),
                        Long.toString(outcome.clippedPixels()),
                        seconds,
                        quoted(outcome.output())));
        log(Key.word(outcome.status()) + ": " + outcome.file()
                + (outcome.reason().isEmpty() ? "" : ": " + outcome.reason()));
    }

    synchronized void log(String text) throws IOException {
        line(log, clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + text.replaceAll("\\R", " "));
    }

    @Override
    public void close() throws IOException {
        try (table) {
            log.close();
        }
    }

    /** Flushed, so that it stands there whatever comes. */
    private static void line(BufferedWriter writer, String text) throws IOException {
        writer.write(text + "\n");
        writer.flush();
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
