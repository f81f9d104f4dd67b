package io.github.kernelj.task;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.AtomicFile;
import io.github.kernelj.kernel.KernelExpression;
import io.github.kernelj.kernel.VoxelSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;

/**
 * Applies a kernel to many images, files or folders of OME-Zarr, several at a time: while one is read or written another is computed, each by
 * {@link ApplyTask} as everywhere else. A file that fails is told of and left out. A result appears whole or not at all;
 * after an interruption the next run with {@code existing=skip} does the rest and ends as if nothing had happened.
 */
public final class BatchTask {

    /** What is done with one file; replaced by tests that let it fail. */
    @FunctionalInterface
    interface Work {
        ApplyResult apply(Path input, Path output, ApplySettings settings, Progress progress) throws IOException;
    }

    private BatchTask() {}

    /**
     * Runs a batch.
     *
     * @param progress told of the work; if it is cancelled, what is in work is given up and the result tells so
     * @return what became of the files; failures of single files are in it
     * @throws IOException if inputs can't be found, or output folder, table or log not be written
     * @throws IllegalArgumentException if settings don't go together, or results would lie over inputs or each other;
     *     nothing is done then
     */
    public static BatchResult run(BatchSettings settings, Progress progress) throws IOException {
        Work work = (input, output, apply, part) -> ApplyTask.apply(input, output, apply, settings.storage(), part);
        return run(settings, progress, work, Clock.systemUTC());
    }

    static BatchResult run(BatchSettings settings, Progress progress, Work work, Clock clock) throws IOException {
        long start = System.nanoTime();
        BatchPlan plan = BatchPlan.of(settings);
        requireKernel(settings.apply());
        int leftovers = prepareFolders(settings, plan);
        try (BatchReport report = new BatchReport(settings.output(), clock)) {
            report.log("begin: " + Preparation.count(plan.files().size(), "file") + ", " + settings.toMap());
            BatchRun run = new BatchRun(settings, plan, work, report, progress);
            run.run();
            BatchResult result = run.result(leftovers, (System.nanoTime() - start) / 1e9);
            if (result.stopped().isEmpty() || Files.isDirectory(settings.output())) {
                for (String line : result.summary()) {
                    log(report, line);
                }
            }
            return result;
        }
    }

    /** Once for all files; what a kernel needs to know of an image, each file tells. */
    private static void requireKernel(ApplySettings apply) throws IOException {
        try {
            KernelExpression.parse(apply.kernel()).evaluate(VoxelSize.PIXEL);
        } catch (IllegalArgumentException e) {
            // Lengths in units, for example, need an image that has them.
        }
    }

    /** The run is over: that a full disk takes no more lines is no news. */
    private static void log(BatchReport report, String line) {
        try {
            report.log("end: " + line);
        } catch (IOException e) {
            // The result tells the same.
        }
    }

    private static int prepareFolders(BatchSettings settings, BatchPlan plan) throws IOException {
        Set<Path> folders = new TreeSet<>(Set.of(settings.output()));
        plan.files().forEach(file -> folders.add(file.output().getParent()));
        int leftovers = 0;
        for (Path folder : folders) {
            try {
                Files.createDirectories(folder);
                leftovers += AtomicFile.removeLeftovers(folder);
            } catch (IOException | UncheckedIOException e) {
                throw new IOException("can't write to the folder " + folder + ": " + e, e);
            }
        }
        return leftovers;
    }
}
