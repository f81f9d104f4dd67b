package io.github.kernelj.task;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** One run of a batch: hands out the files to threads and collects what becomes of them. */
final class BatchRun {

    private final BatchSettings settings;
    private final BatchPlan plan;
    private final BatchTask.Work work;
    private final BatchReport report;
    private final BatchProgress progress;
    private final BatchMemory memory;
    private final int threads;
    private final BatchOutcome[] outcomes;
    private volatile String stopped;

    BatchRun(BatchSettings settings, BatchPlan plan, BatchTask.Work work, BatchReport report, Progress progress) {
        this.settings = settings;
        this.plan = plan;
        this.work = work;
        this.report = report;
        this.progress = new BatchProgress(progress, plan, () -> stopped != null);
        this.memory = new BatchMemory(settings.memory());
        this.threads = settings.apply().threads().orElse(Runtime.getRuntime().availableProcessors());
        this.outcomes = new BatchOutcome[plan.files().size()];
    }

    /** Returns when all files are done, or the batch has to stop. */
    void run() {
        try (Workers workers = new Workers(threads)) {
            workers.run(outcomes.length, this::handle);
        }
    }

    BatchResult result(int leftovers, double seconds) {
        List<BatchOutcome> failed = new ArrayList<>();
        int done = 0;
        int skipped = 0;
        int left = 0;
        int clipped = 0;
        for (BatchOutcome outcome : outcomes) {
            if (outcome == null) {
                left++;
                continue;
            }
            clipped += outcome.clippedPixels() > 0 ? 1 : 0;
            switch (outcome.status()) {
                case DONE -> done++;
                case SKIPPED -> skipped++;
                case FAILED -> failed.add(outcome);
            }
        }
        String reason = stopped == null && progress.isCancelled() ? "cancelled" : stopped;
        return new BatchResult(
                done,
                skipped,
                failed,
                left,
                Optional.ofNullable(left > 0 || failed.isEmpty() ? reason : stopped),
                leftovers,
                seconds,
                notices(clipped));
    }

    /** What is to be said of single files stands in the log. */
    private static List<String> notices(int clipped) {
        return clipped == 0
                ? List.of()
                : List.of("in " + Preparation.count(clipped, "file")
                        + " values lay beyond what the result's pixels hold and" + " were clipped, as "
                        + BatchReport.TABLE + " counts; type=32-bit keeps them");
    }

    private void handle(int index) {
        if (progress.isCancelled()) {
            return;
        }
        BatchFile file = plan.files().get(index);
        long start = System.nanoTime();
        BatchOutcome outcome;
        try {
            outcome = file.isThere()
                    ? outcome(file, BatchOutcome.Status.SKIPPED, "the result is there", 0, start)
                    : apply(file, index, start);
        } catch (CancellationException | InterruptedException e) {
            // What was begun is gone, as if it had never been.
            return;
        }
        outcomes[index] = outcome;
        progress.end(index);
        try {
            report.add(outcome);
        } catch (IOException e) {
            stop("can't write the table or the log in " + settings.output() + ": " + reason(e));
        }
        if (outcome.status() == BatchOutcome.Status.FAILED && settings.errors() == BatchSettings.Errors.STOP) {
            stop("errors=stop, and " + outcome.file() + " failed");
        }
    }

    private BatchOutcome apply(BatchFile file, int index, long start) throws InterruptedException {
        try {
            return done(file, index, start);
        } catch (OutOfMemoryError first) {
            // Its neighbours may have taken what it needed.
            try (BatchMemory.Share all = memory.takeAll()) {
                return done(file, index, start, all);
            } catch (OutOfMemoryError e) {
                return failed(file, "not enough memory for this image; give Java more", start);
            } catch (IOException | RuntimeException e) {
                return failed(file, e, start);
            }
        } catch (IOException | RuntimeException e) {
            return failed(file, e, start);
        }
    }

    private BatchOutcome done(BatchFile file, int index, long start) throws IOException, InterruptedException {
        try (BatchMemory.Share share = memory.take(file.bytes())) {
            return done(file, index, start, share);
        }
    }

    /** Alone a file has all threads for itself; else each has one, as many files are in work. */
    private BatchOutcome done(BatchFile file, int index, long start, BatchMemory.Share share) throws IOException {
        int own = share.isAll() || outcomes.length == 1 ? threads : 1;
        ApplyResult result = work.apply(
                file.input(),
                file.output(),
                settings.apply().with(ApplySettings.THREADS, Integer.toString(own)),
                progress.of(index));
        for (String notice : result.notices()) {
            report.log("note: " + file.name() + ": " + notice);
        }
        return outcome(file, BatchOutcome.Status.DONE, "", result.clippedPixels(), start);
    }

    private BatchOutcome failed(BatchFile file, Exception e, long start) {
        if (e instanceof CancellationException cancelled) {
            throw cancelled;
        }
        String reason = reason(e);
        if (!Files.isDirectory(settings.output())) {
            stop("the folder " + settings.output() + " is no longer there");
        } else if (!Files.isDirectory(plan.folder())) {
            stop("the folder " + plan.folder() + " is no longer there");
        } else if (isFull(reason)) {
            stop("the disk of " + settings.output() + " is full, or takes no more: " + reason);
        }
        return failed(file, reason, start);
    }

    private BatchOutcome failed(BatchFile file, String reason, long start) {
        return outcome(file, BatchOutcome.Status.FAILED, reason, 0, start);
    }

    private BatchOutcome outcome(BatchFile file, BatchOutcome.Status status, String reason, long clipped, long start) {
        String output = settings.output().relativize(file.output()).toString();
        return new BatchOutcome(file.name(), status, reason, clipped, (System.nanoTime() - start) / 1e9, output);
    }

    private synchronized void stop(String reason) {
        if (stopped == null) {
            stopped = reason;
        }
    }

    /** As the systems say it; the other files would fail alike. */
    private static boolean isFull(String reason) {
        String text = reason.toLowerCase(Locale.ROOT);
        return text.contains("no space left")
                || text.contains("not enough space")
                || text.contains("quota exceeded")
                || text.contains("read-only file system");
    }

    private static String reason(Exception e) {
        if (e instanceof IOException io) {
            return AtomicFile.reason(io);
        }
        if (e instanceof UncheckedIOException io) {
            return AtomicFile.reason(io.getCause());
        }
        boolean meant = e instanceof IllegalArgumentException || e instanceof IllegalStateException;
        return meant && e.getMessage() != null ? e.getMessage() : "unexpected " + e;
    }
}
