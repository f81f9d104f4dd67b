package io.github.kernelj.plugin;

import io.github.kernelj.engine.Progress;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs jobs on a thread of its own, of which only the latest counts: a job starts after a short pause, and is given up as
 * soon as there is a newer one. At any time at most one runs.
 */
final class LatestJob implements AutoCloseable {

    /** A piece of work that asks {@code progress} now and then whether it is still wanted. */
    interface Job {
        void run(Progress progress);
    }

    private final Duration pause;
    private final ScheduledThreadPoolExecutor thread;
    private Ticket latest = new Ticket();
    private Future<?> waiting;

    /** @param pause after which a job starts if no newer one came */
    LatestJob(Duration pause) {
        this.pause = pause;
        this.thread = new ScheduledThreadPoolExecutor(1, LatestJob::daemon);
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Replaces whatever job waits or runs; does nothing once closed. */
    synchronized void submit(Job job) {
        if (thread.isShutdown()) {
            return;
        }
        cancel();
        Ticket ticket = new Ticket();
        latest = ticket;
        waiting = thread.schedule(() -> run(job, ticket), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives up the job that waits or runs, and returns when nothing runs any more; no job starts after that. */
    @Override
    public void close() {
        synchronized (this) {
            cancel();
            thread.shutdown();
        }
        boolean interrupted = false;
        while (!thread.isTerminated()) {
            try {
                thread.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void cancel() {
        latest.cancelled = true;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    private static void run(Job job, Ticket ticket) {
        try {
            if (!ticket.cancelled) {
                job.run(ticket);
            }
        } catch (CancellationException e) {
            // a newer job is on its way, or nobody waits any more
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "KernelJ preview");
        thread.setDaemon(true);
        return thread;
    }

    private static final class Ticket implements Progress {

        private volatile boolean cancelled;

        @Override
        public void report(double fraction) {
            // a preview is over before anybody could read how far it is
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
