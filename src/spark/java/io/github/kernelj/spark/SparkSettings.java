package io.github.kernelj.spark;

import io.github.kernelj.kernel.Shape;
import io.github.kernelj.task.Key;
import io.github.kernelj.task.ZarrSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * How a job is shared out.
 *
 * @param master Spark's; empty for what spark-submit says, or this machine
 * @param block size of the blocks; empty for one that suits
 * @param partitions number of tasks; empty for one for each block
 * @param resume whether chunks that are there are taken for finished
 */
record SparkSettings(String master, Optional<Shape> block, Optional<Integer> partitions, boolean resume) {

    static final Key MASTER = key("master", "", "Spark's master, such as local[2]; without it, that of spark-submit.");
    static final Key BLOCK = key(
            "block", "auto", "The pixels that a task computes at once, such as 512x512x64, made up to whole chunks.");
    static final Key PARTITIONS = key("partitions", "auto", "The number of tasks; auto is one for each block.");
    static final Key RESUME = new Key(
            "resume",
            "",
            "Continue an interrupted job: blocks whose chunks are there are skipped.",
            "false",
            List.of("false", "true"));

    static final List<Key> APPLY_KEYS = List.of(MASTER, BLOCK, PARTITIONS, RESUME);
    static final List<Key> LEARN_KEYS = List.of(MASTER, PARTITIONS);

    private static final int MOST_TASKS = 50_000;

    private static Key key(String name, String byDefault, String description) {
        return new Key(name, "", description, byDefault, List.of());
    }

    static SparkSettings of(Arguments arguments) {
        String block = arguments.text(BLOCK);
        String partitions = arguments.text(PARTITIONS);
        if (!partitions.matches("auto|[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException("--partitions=" + partitions + ": it is auto or a number from 1");
        }
        return new SparkSettings(
                arguments.text(MASTER),
                // Written as chunks are.
                ZarrSettings.parse(Map.of(ZarrSettings.CHUNKS.name(), block)).chunks(),
                partitions.equals("auto") ? Optional.empty() : Optional.of(Integer.valueOf(partitions)),
                arguments.text(RESUME).equals("true"));
    }

    int tasks(int parts) {
        return Math.max(1, Math.min(parts, partitions.orElse(MOST_TASKS)));
    }

    JavaSparkContext context(String name) {
        SparkConf conf = new SparkConf().setAppName("KernelJ " + name);
        if (!master.isEmpty()) {
            conf.setMaster(master);
        } else if (!conf.contains("spark.master")) {
            conf.setMaster("local[*]");
        }
        // Spark tells much; what KernelJ has to tell would drown.
        conf.setIfMissing("spark.log.level", "WARN");
        return new JavaSparkContext(conf);
    }
}
