package io.github.kernelj.spark;

import java.io.PrintStream;
import java.util.Locale;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Tells the driver's console, every few seconds, how many tasks are done. */
final class BlockProgress extends SparkListener {

    private static final long BETWEEN_LINES = 5_000_000_000L;

    private static final long LONGEST_WAIT = 30_000_000_000L;

    private final String task;
    private final PrintStream err;
    private final long start = System.nanoTime();
    private long lastLine = start;
    private int total;
    private int done;
    private int failed;
    private int running;

    BlockProgress(String task, PrintStream err) {
        this.task = task;
        this.err = err;
    }

    /** Counts from 0 again. */
    synchronized void expect(int tasks) {
        total = tasks;
        done = 0;
    }

    /** Number of attempts that failed and were made again. */
    synchronized int failures() {
        return failed;
    }

    /** Waits until no attempt runs any more, such as those whose twin was faster; not for ever. */
    synchronized void awaitIdle() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_WAIT;
        while (running > 0 && System.nanoTime() < end) {
            wait(100);
        }
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart start) {
        running++;
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        running--;
        if (end.reason() instanceof Success$) {
            done = Math.min(total, done + 1);
        } else {
            failed++;
        }
        long now = System.nanoTime();
        if (now - lastLine >= BETWEEN_LINES) {
            lastLine = now;
            err.println(String.format(
                    Locale.ROOT,
                    "%s: %d of %d tasks done, %.0f s%s",
                    task,
                    done,
                    total,
                    (now - start) / 1e9,
                    failed == 0 ? "" : ", " + failed + " tried again"));
        }
    }
}
