package io.github.kernelj.spark;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.learn.PatchStatistics;
import io.github.kernelj.learn.StatisticsBytes;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.task.Kernels;
import io.github.kernelj.task.LearnBlocks;
import io.github.kernelj.task.LearnResult;
import io.github.kernelj.task.LearnSettings;
import io.github.kernelj.zarr.OmeZarr;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Learns a kernel from a pair of volumes: the statistics of the blocks are summed in a tree that depends on the number of
 * blocks only, so that the kernel doesn't depend on who computed which block when; the driver solves for it.
 */
final class LearnRun {

    /** Branches of the tree at each knot. */
    private static final int BRANCHES = 16;

    private final JavaSparkContext spark;
    private final SparkSettings sharing;
    private final PrintStream out;
    private final BlockProgress progress;

    LearnRun(JavaSparkContext spark, SparkSettings sharing, PrintStream out, PrintStream err) {
        this.spark = spark;
        this.sharing = sharing;
        this.out = out;
        this.progress = new BlockProgress("learn", err);
        spark.sc().addSparkListener(progress);
    }

    /** What an executor must know. */
    private record Spec(String input, String target, Map<String, String> settings) implements Serializable {

        LearnBlocks blocks(MeteredStore from, MeteredStore to) throws IOException {
            return new LearnBlocks(OmeZarr.open(from), OmeZarr.open(to), LearnSettings.parse(settings));
        }
    }

    /** A part's or a branch's statistics, by its number, with what they cost. */
    private record Branch(int number, byte[] statistics, Metrics metrics) implements Serializable {}

    LearnResult run(String input, String target, Path kernel, LearnSettings settings) throws IOException {
        long start = System.nanoTime();
        Spec spec = new Spec(input, target, new LinkedHashMap<>(settings.toMap()));
        LearnBlocks blocks =
                new LearnBlocks(OmeZarr.open(Stores.open(input)), OmeZarr.open(Stores.open(target)), settings);
        blocks.requireSavable(kernel);
        out.println("blocks: " + blocks.parts());
        Branch root = sum(spec, blocks.parts());
        LearnResult result = blocks.solve(
                StatisticsBytes.read(root.statistics()), TrainingListener.printing(out::println), Progress.NONE);
        Kernels.write(result.bank(), kernel);
        result.notices().forEach(notice -> out.println("note: " + notice));
        result.summary().forEach(out::println);
        root.metrics().lines((System.nanoTime() - start) / 1e9).forEach(out::println);
        out.println("Kernel written to " + kernel + ".");
        return result;
    }

    private Branch sum(Spec spec, int parts) {
        Broadcast<Spec> shared = spark.broadcast(spec);
        int tasks = sharing.tasks(parts);
        progress.expect(tasks);
        List<Integer> numbers = IntStream.range(0, parts).boxed().toList();
        JavaPairRDD<Integer, Branch> level = spark.parallelize(numbers, tasks)
                .mapPartitions(some -> statistics(shared.value(), some))
                .mapToPair(branch -> new Tuple2<>(branch.number() / BRANCHES, branch));
        for (int left = knots(parts); ; left = knots(left)) {
            level = level.groupByKey(Math.min(left, tasks)).mapToPair(knot -> {
                Branch sum = sum(knot._1(), knot._2());
                return new Tuple2<>(sum.number() / BRANCHES, sum);
            });
            if (left == 1) {
                return level.values().first();
            }
        }
    }

    private static int knots(int branches) {
        return (branches + BRANCHES - 1) / BRANCHES;
    }

    private static Iterator<Branch> statistics(Spec spec, Iterator<Integer> parts) throws IOException {
        List<Branch> branches = new ArrayList<>();
        while (parts.hasNext()) {
            int part = parts.next();
            MeteredStore from = new MeteredStore(Stores.open(spec.input()));
            MeteredStore to = new MeteredStore(Stores.open(spec.target()));
            long start = System.nanoTime();
            LearnBlocks blocks = spec.blocks(from, to);
            PatchStatistics statistics = blocks.statistics(part);
            Metrics metrics = new Metrics(
                    1,
                    blocks.pixels(part),
                    statistics.count(),
                    from.bytesRead() + to.bytesRead(),
                    0,
                    System.nanoTime() - start);
            branches.add(new Branch(part, StatisticsBytes.write(statistics), metrics));
        }
        return branches.iterator();
    }

    /** The branches of a knot in the order of their numbers, whenever they came. */
    private static Branch sum(int number, Iterable<Branch> branches) throws IOException {
        List<Branch> ordered = new ArrayList<>();
        branches.forEach(ordered::add);
        ordered.sort(Comparator.comparingInt(Branch::number));
        PatchStatistics sum = StatisticsBytes.read(ordered.get(0).statistics());
        Metrics metrics = ordered.get(0).metrics();
        for (Branch branch : ordered.subList(1, ordered.size())) {
            sum = sum.plus(StatisticsBytes.read(branch.statistics()));
            metrics = metrics.plus(branch.metrics());
        }
        return new Branch(number, StatisticsBytes.write(sum), metrics);
    }
}
