package io.github.kernelj.spark;

import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.Key;
import io.github.kernelj.task.LearnSettings;
import io.github.kernelj.task.ZarrSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Apply and learn on Spark: {@code apply --kernel=EXPR INPUT OUTPUT} and {@code learn --size=5x5x5 INPUT TARGET KERNEL},
 * INPUT, OUTPUT and TARGET being paths or addresses of OME-Zarr, such as {@code s3a://bucket/brain.zarr}.
 */
public final class Main {

    private static final List<Key> LEARN_ADDRESSES =
            List.of(LearnSettings.INPUT, LearnSettings.TARGET, LearnSettings.KERNEL);

    private Main() {}

    public static void main(String[] args) {
        int status = run(System.out, System.err, args);
        if (status != 0) {
            System.exit(status);
        }
    }

    /**
     * Runs one job.
     *
     * @param out takes the report
     * @param err takes progress and errors
     * @return the exit status: 0, 1 for a failure, 2 for wrong usage
     */
    public static int run(PrintStream out, PrintStream err, String... args) {
        String command = args.length == 0 ? "" : args[0];
        List<String> rest = args.length == 0 ? List.of() : Arrays.asList(args).subList(1, args.length);
        try {
            switch (command) {
                case "apply" -> apply(rest, out, err);
                case "learn" -> learn(rest, out, err);
                default ->
                    throw new IllegalArgumentException("the first word is apply or learn, got '" + command + "'");
            }
            return 0;
        } catch (IllegalArgumentException e) {
            err.println("kernelj: " + e.getMessage());
            return 2;
        } catch (Exception e) {
            err.println("kernelj: " + reason(e));
            return 1;
        }
    }

    private static void apply(List<String> words, PrintStream out, PrintStream err) throws IOException {
        Arguments arguments =
                new Arguments(words, join(ApplySettings.KEYS, ZarrSettings.KEYS, SparkSettings.APPLY_KEYS));
        List<String> addresses = arguments.addresses("INPUT", "OUTPUT");
        ApplySettings settings = ApplySettings.parse(arguments.of(ApplySettings.KEYS));
        Map<String, String> storage = arguments.of(ZarrSettings.KEYS);
        ZarrSettings.parse(storage);
        SparkSettings sharing = SparkSettings.of(arguments);
        try (JavaSparkContext spark = sharing.context("apply")) {
            new ApplyRun(spark, sharing, out, err).run(addresses.get(0), addresses.get(1), settings, storage);
        }
    }

    private static void learn(List<String> words, PrintStream out, PrintStream err) throws IOException {
        List<Key> keys = LearnSettings.KEYS.stream()
                .filter(key -> !LEARN_ADDRESSES.contains(key))
                .toList();
        Arguments arguments = new Arguments(words, join(keys, SparkSettings.LEARN_KEYS));
        List<String> addresses = arguments.addresses("INPUT", "TARGET", "KERNEL");
        LearnSettings settings = LearnSettings.parse(arguments.of(keys));
        SparkSettings sharing = SparkSettings.of(arguments);
        try (JavaSparkContext spark = sharing.context("learn")) {
            new LearnRun(spark, sharing, out, err)
                    .run(addresses.get(0), addresses.get(1), Path.of(addresses.get(2)), settings);
        }
    }

    @SafeVarargs
    private static List<Key> join(List<Key>... lists) {
        List<Key> all = new ArrayList<>();
        for (List<Key> list : lists) {
            all.addAll(list);
        }
        return all;
    }

    /** Spark wraps what a task threw, and writes its stack trace into the message. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof SparkException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
