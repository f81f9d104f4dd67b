package io.github.kernelj.cli;

import io.github.kernelj.engine.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar on standard error for work that takes longer than a second. Where nobody watches a terminal there is a
 * line every ten seconds instead. Ctrl-C cancels the work.
 */
final class ConsoleProgress implements Progress, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PATIENCE_TO_END = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final int STEPS = 1000;
    private static final int WIDTH = 79;

    private final String task;
    private final PrintStream err;
    private final boolean terminal;
    private final long appearsAt;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread interruption = new Thread(this::interrupt, "KernelJ interruption");
    private volatile boolean cancelled;
    private ProgressBar bar;

    ConsoleProgress(String task, PrintStream err) {
        this(task, err, System.console() != null, PATIENCE);
    }

    ConsoleProgress(String task, PrintStream err, boolean terminal, Duration patience) {
        this.task = task;
        this.err = err;
        this.terminal = terminal;
        Duration silence = terminal ? patience : patience.multipliedBy(10);
        this.appearsAt = System.nanoTime() + silence.toNanos();
        Runtime.getRuntime().addShutdownHook(interruption);
    }

    /** On Ctrl-C Java waits for this, so that the work can put away what it has begun. */
    private void interrupt() {
        cancelled = true;
        try {
            closed.await(PATIENCE_TO_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public synchronized void report(double fraction) {
        if (bar == null && System.nanoTime() >= appearsAt) {
            bar = start();
        }
        if (bar != null) {
            bar.stepTo(Math.round(fraction * STEPS));
        }
    }

    /** Prints without leaving pieces of the bar in the line. */
    synchronized void around(Runnable printing) {
        if (bar != null && terminal) {
            err.print("\r" + " ".repeat(WIDTH) + "\r");
            err.flush();
        }
        printing.run();
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(interruption);
        } catch (IllegalStateException e) {
            // It is running.
        }
    }

    private ProgressBar start() {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(STEPS)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(terminal ? 200 : (int) BETWEEN_LINES.toMillis())
                .setConsumer(
                        terminal
                                ? new ConsoleProgressBarConsumer(err, WIDTH)
                                : new DelegatingProgressBarConsumer(err::println, WIDTH))
                .build();
    }
}
