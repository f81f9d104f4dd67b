package io.github.kernelj.spark;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.BlockCentres;
import io.github.kernelj.task.BlockJob;
import io.github.kernelj.task.VolumeJob;
import io.github.kernelj.task.ZarrSettings;
import io.github.kernelj.zarr.ChunkStore;
import io.github.kernelj.zarr.OmeZarr;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Applies a kernel to a volume, a task for each block. Chunks are written wholly or not at all and always alike, so that
 * tasks may be repeated or run twice; the result becomes an image when all chunks are there.
 */
final class ApplyRun {

    /** The mark of a job that isn't finished, with what it is. */
    static final String MARK = ".kernelj-job";

    private final JavaSparkContext spark;
    private final SparkSettings sharing;
    private final BlockProgress progress;
    private final PrintStream out;

    ApplyRun(JavaSparkContext spark, SparkSettings sharing, PrintStream out, PrintStream err) {
        this.spark = spark;
        this.sharing = sharing;
        this.out = out;
        this.progress = new BlockProgress("apply", err);
        spark.sc().addSparkListener(progress);
    }

    /** What a task brings home. */
    private record Result(BlockJob.Done done, Metrics metrics) implements Serializable {

        Result plus(Result other) {
            return new Result(done.plus(other.done), metrics.plus(other.metrics));
        }
    }

    void run(String input, String output, ApplySettings settings, Map<String, String> storage) throws IOException {
        try {
            apply(input, output, settings, storage);
        } finally {
            spark.sc().removeSparkListener(progress);
        }
    }

    private void apply(String input, String output, ApplySettings settings, Map<String, String> storage)
            throws IOException {
        long start = System.nanoTime();
        VolumeJob job = VolumeJob.of(OmeZarr.open(Stores.open(input)), settings, ZarrSettings.parse(storage));
        ApplySpec spec = ApplySpec.of(input, output, settings, storage, job.given(), sharing.block());
        ChunkStore store = Stores.open(output);
        begin(store, job, spec);
        BlockJob blocks = spec.blocks(job, store);
        out.println("plan: " + job.plan().algorithm() + ": " + job.plan().reason());
        out.println("blocks: " + blocks.parts() + " of " + blocks.size() + " pixels"
                + (blocks.isExact() ? "" : ", which agree with the whole within the accuracy"));
        List<Integer> parts = left(blocks);
        Result result = parts.isEmpty() ? new Result(BlockJob.Done.NOTHING, Metrics.NONE) : compute(spec, job, parts);
        OmeZarr image = OmeZarr.create(store, job.form());
        PyramidRun.write(spark, spec, image, sharing);
        sweep(store);
        image.finish();
        store.delete(MARK);
        job.notices().forEach(notice -> out.println("note: " + notice));
        result.done().notices().forEach(notice -> out.println("note: " + notice));
        result.metrics().lines((System.nanoTime() - start) / 1e9).forEach(out::println);
        if (progress.failures() > 0) {
            out.println("attempts that failed or were given up, and made good by others: " + progress.failures());
        }
    }

    /** @throws IOException if there is an image already, or another job's beginning */
    private void begin(ChunkStore store, VolumeJob job, ApplySpec spec) throws IOException {
        if (store.exists(".zattrs") || store.exists("zarr.json")) {
            throw new IOException(
                    "can't write " + store.locate("") + ": there is an image already; choose another name");
        }
        Optional<byte[]> mark = store.read(MARK);
        if (mark.isPresent()) {
            String before = new String(mark.get(), StandardCharsets.UTF_8);
            if (!sharing.resume()) {
                throw new IOException("an interrupted job is at " + store.locate("")
                        + ": --resume continues it; or choose another name");
            }
            if (!before.equals(spec.identity()) || !OmeZarr.isBegun(store, job.form())) {
                throw new IOException("can't resume: the job at " + store.locate("") + " was another one: " + before);
            }
            return;
        }
        OmeZarr.create(store, job.form());
        store.write(MARK, spec.identity().getBytes(StandardCharsets.UTF_8));
    }

    /** Tasks that were killed may have left chunks half written, under another name. */
    private void sweep(ChunkStore store) throws IOException {
        try {
            progress.awaitIdle();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (progress.failures() > 0 || sharing.resume()) {
            store.sweep();
        }
    }

    private List<Integer> left(BlockJob blocks) throws IOException {
        List<Integer> left = new ArrayList<>();
        for (int part = 0; part < blocks.parts(); part++) {
            if (!sharing.resume() || !blocks.isDone(part)) {
                left.add(part);
            }
        }
        if (left.size() < blocks.parts()) {
            out.println("skipped: " + (blocks.parts() - left.size()) + " blocks that are there");
        }
        return left;
    }

    private Result compute(ApplySpec spec, VolumeJob job, List<Integer> parts) {
        Broadcast<ApplySpec> shared = spark.broadcast(spec);
        BlockCentres centring = new BlockCentres(job);
        List<Integer> bands = IntStream.range(0, centring.bands()).boxed().toList();
        progress.expect(sharing.tasks(bands.size()));
        List<float[]> extremes = spark.parallelize(bands, sharing.tasks(bands.size()))
                .mapPartitions(some -> extremes(shared.value(), some))
                .collect();
        Broadcast<List<float[]>> centres = spark.broadcast(new ArrayList<>(centring.of(extremes)));
        progress.expect(sharing.tasks(parts.size()));
        return spark.parallelize(parts, sharing.tasks(parts.size()))
                .mapPartitions(some -> compute(shared.value(), centres.value(), some))
                .reduce(Result::plus);
    }

    /** Ends a task that Spark no longer wants, as its twin was faster. */
    private record TaskProgress(TaskContext task) implements Progress {

        @Override
        public void report(double fraction) {}

        @Override
        public boolean isCancelled() {
            return task.isInterrupted();
        }
    }

    private static Iterator<float[]> extremes(ApplySpec spec, Iterator<Integer> bands) throws IOException {
        BlockCentres centres = new BlockCentres(spec.job(Stores.open(spec.input())));
        List<float[]> extremes = new ArrayList<>();
        while (bands.hasNext()) {
            extremes.add(centres.extremes(bands.next()));
        }
        return extremes.iterator();
    }

    private static Iterator<Result> compute(ApplySpec spec, List<float[]> centres, Iterator<Integer> parts)
            throws IOException {
        MeteredStore from = new MeteredStore(Stores.open(spec.input()));
        MeteredStore to = new MeteredStore(Stores.open(spec.output()));
        long start = System.nanoTime();
        BlockJob blocks = spec.blocks(spec.job(from), to);
        BlockJob.Done done = BlockJob.Done.NOTHING;
        int count = 0;
        try (Workers alone = new Workers(1)) {
            for (; parts.hasNext(); count++) {
                done = done.plus(blocks.apply(parts.next(), centres, alone, new TaskProgress(TaskContext.get())));
            }
        }
        long nanos = System.nanoTime() - start;
        Metrics metrics = new Metrics(count, done.read(), done.written(), from.bytesRead(), to.bytesWritten(), nanos);
        return List.of(new Result(done, metrics)).iterator();
    }
}
