package io.github.kernelj.spark;

import io.github.kernelj.learn.PixelPart;
import io.github.kernelj.learn.PixelQuestion;
import io.github.kernelj.learn.PixelSpread;
import io.github.kernelj.learn.PixelSums;
import io.github.kernelj.task.LearnBlocks;
import io.github.kernelj.task.LearnSettings;
import io.github.kernelj.task.ZarrPair;
import io.github.kernelj.zarr.OmeZarr;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Asks the parts of a pair on Spark. Answers are summed in a tree that depends on the parts' numbers only, so that sums
 * don't depend on who answered which part when.
 */
final class SparkSpread implements PixelSpread {

    /** Branches of the tree at each knot. */
    private static final int BRANCHES = 16;

    private final JavaSparkContext spark;
    private final SparkSettings sharing;
    private final BlockProgress progress;
    private final Broadcast<Spec> spec;
    private Metrics metrics = Metrics.NONE;

    SparkSpread(JavaSparkContext spark, SparkSettings sharing, BlockProgress progress, Spec spec) {
        this.spark = spark;
        this.sharing = sharing;
        this.progress = progress;
        this.spec = spark.broadcast(spec);
    }

    /** What an executor must know of the pair. */
    record Spec(String input, String target, Map<String, String> settings) implements Serializable {

        ZarrPair pixels(MeteredStore from, MeteredStore to) throws IOException {
            return new LearnBlocks(OmeZarr.open(from), OmeZarr.open(to), LearnSettings.parse(settings)).pixels();
        }
    }

    /** The answer of a part or a branch, by its key and number, with what it cost. */
    private record Branch(int key, int number, PixelSums sums, Metrics metrics) implements Serializable {

        Tuple2<Tuple2<Integer, Integer>, Branch> toKnot() {
            return new Tuple2<>(new Tuple2<>(key, number / BRANCHES), this);
        }
    }

    /** What all questions together have cost. */
    Metrics metrics() {
        return metrics;
    }

    @Override
    public List<PixelSums> ask(PixelQuestion question, List<PixelPart> parts) {
        Broadcast<Spec> pair = spec;
        Broadcast<PixelQuestion> asked = spark.broadcast(question);
        int tasks = sharing.tasks(parts.size());
        progress.expect(tasks);
        JavaPairRDD<Tuple2<Integer, Integer>, Branch> level = spark.parallelize(parts, tasks)
                .mapPartitions(some -> answers(pair.value(), asked.value(), some))
                .mapToPair(Branch::toKnot);
        int most = parts.stream().mapToInt(PixelPart::number).max().orElse(0) + 1;
        int keys = parts.stream().mapToInt(PixelPart::key).max().orElse(0) + 1;
        do {
            most = (most + BRANCHES - 1) / BRANCHES;
            int knots = (int) Math.min(tasks, (long) most * keys);
            level = level.groupByKey(knots)
                    .mapToPair(knot -> sum(knot._1(), knot._2()).toKnot());
        } while (most > 1);
        List<Branch> roots = new ArrayList<>(level.values().collect());
        roots.sort(Comparator.comparingInt(Branch::key));
        roots.forEach(root -> metrics = metrics.plus(root.metrics()));
        return roots.stream().map(Branch::sums).toList();
    }

    private static Iterator<Branch> answers(Spec spec, PixelQuestion question, Iterator<PixelPart> parts)
            throws IOException {
        List<Branch> branches = new ArrayList<>();
        while (parts.hasNext()) {
            PixelPart part = parts.next();
            MeteredStore from = new MeteredStore(Stores.open(spec.input()));
            MeteredStore to = new MeteredStore(Stores.open(spec.target()));
            long start = System.nanoTime();
            ZarrPair pixels = spec.pixels(from, to);
            PixelSums sums = question.answer(part, pixels);
            Metrics metrics = new Metrics(
                    1,
                    pixels.pixelsRead(),
                    part.volume(),
                    from.bytesRead() + to.bytesRead(),
                    0,
                    System.nanoTime() - start);
            branches.add(new Branch(part.key(), part.number(), sums, metrics));
        }
        return branches.iterator();
    }

    /** The branches of a knot in the order of their numbers, whenever they came. */
    private static Branch sum(Tuple2<Integer, Integer> knot, Iterable<Branch> branches) throws IOException {
        List<Branch> ordered = new ArrayList<>();
        branches.forEach(ordered::add);
        ordered.sort(Comparator.comparingInt(Branch::number));
        PixelSums sums = ordered.get(0).sums();
        Metrics metrics = ordered.get(0).metrics();
        for (Branch branch : ordered.subList(1, ordered.size())) {
            sums = sums.plus(branch.sums());
            metrics = metrics.plus(branch.metrics());
        }
        return new Branch(knot._1(), knot._2(), sums, metrics);
    }
}
