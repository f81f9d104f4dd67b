package io.github.kernelj.learn;

import static io.github.kernelj.learn.CentredPlane.STRIP;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * G = Σ p pᵀ from lag sums. The entry for taps d and e is a sum over the windows of x(q) · x(q + e − d): the products
 * depend on the lag e − d alone, the taps only decide which of them count, near the edges ({@link TapRun}). So each lag's
 * products are summed once, for all pairs of taps: O(lags · pixels) instead of O(taps² · pixels).
 *
 * <p>Work is shared out by lag. Every entry of G is written by one task in one order, so it doesn't depend on how many
 * threads there are.
 */
final class LagSums {

    /** Lags along y per task: enough to pay for shifting the rows, few enough to share work among threads. */
    private static final int GROUP = 8;

    /** A group of lags: one along z and x, several along y. */
    private record Task(int z, int x, int fromY, int toY) {

        int lags() {
            return toY - fromY + 1;
        }
    }

    private final Shape taps;
    private final Shape image;
    private final double[][] gram;
    private final List<List<TapRun>> columns;
    private final List<List<TapRun>> rows;
    private final List<List<TapRun>> planes;
    private final List<Task> tasks;

    /** @param gram a row for each tap; the entries at and above the diagonal are added to */
    LagSums(Shape taps, Shape image, double[][] gram) {
        this.taps = taps;
        this.image = image;
        this.gram = gram;
        this.columns = runs(image.width(), taps.width(), -taps.width() + 1);
        this.rows = runs(image.height(), taps.height(), -taps.height() + 1);
        this.planes = runs(image.depth(), taps.depth(), 0);
        this.tasks = tasks(taps);
    }

    /** Adds the products of plane z with the planes from it on, as many as there are taps along z or planes left. */
    void add(int z, List<CentredPlane> fromZ, Workers workers, Progress progress) {
        add(z, fromZ.get(0), fromZ, workers, progress);
    }

    /** The same for plane z of one image with the planes of another. */
    void add(int z, CentredPlane plane, List<CentredPlane> fromZ, Workers workers, Progress progress) {
        List<Task> possible =
                tasks.stream().filter(task -> task.z() < fromZ.size()).toList();
        workers.run(possible.size(), i -> {
            Task task = possible.get(i);
            double[][] sums = products(task, plane, fromZ.get(task.z()), progress);
            spread(task, z, sums);
        });
    }

    /** Adds Σ p, the pixels that each tap sees, of plane z. */
    void addTapSums(int z, CentredPlane plane, double[] tapSums) {
        double[] sums = new double[taps.width() * taps.height()];
        RowProducts products = new RowProducts(1);
        for (int strip = 0; strip < plane.strips; strip++) {
            for (TapRun run : rows.get(taps.height() - 1)) {
                addColumns(products.sum(plane, strip, run.from(), run.to()), strip, 0, run, sums);
            }
        }
        TapRun run = runAt(planes.get(0), z);
        for (int tapZ = run.first(); tapZ <= run.last(); tapZ++) {
            for (int i = 0; i < sums.length; i++) {
                tapSums[tapZ * sums.length + i] += sums[i];
            }
        }
    }

    /** For each lag along y of the task, and each tap of a plane, the sum of the products that it sees. */
    private double[][] products(Task task, CentredPlane a, CentredPlane b, Progress progress) {
        double[][] sums = new double[task.lags()][taps.width() * taps.height()];
        RowProducts products = new RowProducts(task.lags());
        for (int strip = 0; strip < a.strips; strip++) {
            progress.checkCancelled();
            for (int from = 0; from < image.height(); from += RowProducts.BAND) {
                int to = Math.min(image.height(), from + RowProducts.BAND);
                int first = Math.max(0, from + task.fromY());
                int end = Math.min(image.height(), to + task.toY());
                if (first < end) {
                    products.shift(b, strip, first, end, task.x());
                    addBand(task, a, strip, from, to, products, sums);
                }
            }
        }
        return sums;
    }

    private void addBand(
            Task task, CentredPlane a, int strip, int from, int to, RowProducts products, double[][] sums) {
        for (int lag = task.fromY(); lag <= task.toY(); lag++) {
            for (TapRun run : rows.get(lag + taps.height() - 1)) {
                int start = Math.max(from, run.from());
                int end = Math.min(to, run.to());
                if (start < end) {
                    addColumns(products.sum(a, strip, start, end, lag), strip, task.x(), run, sums[lag - task.fromY()]);
                }
            }
        }
    }

    /** Adds the sums of a strip's columns to every tap that sees them. */
    private void addColumns(double[] ofColumns, int strip, int lag, TapRun rowRun, double[] sums) {
        int left = strip * STRIP;
        for (TapRun run : columns.get(lag + taps.width() - 1)) {
            int start = Math.max(0, run.from() - left);
            int end = Math.min(STRIP, run.to() - left);
            if (start >= end) {
                continue;
            }
            double sum = 0;
            for (int x = start; x < end; x++) {
                sum += ofColumns[x];
            }
            for (int tapY = rowRun.first(); tapY <= rowRun.last(); tapY++) {
                for (int tap = tapY * taps.width() + run.first(); tap <= tapY * taps.width() + run.last(); tap++) {
                    sums[tap] += sum;
                }
            }
        }
    }

    /** Adds the task's sums to the entries of G, for every tap along z that sees plane z. */
    private void spread(Task task, int z, double[][] sums) {
        int plane = taps.width() * taps.height();
        TapRun run = runAt(planes.get(task.z()), z);
        for (int tapZ = run.first(); tapZ <= run.last(); tapZ++) {
            for (int i = 0; i < sums.length; i++) {
                int lag = (task.z() * taps.height() + task.fromY() + i) * taps.width() + task.x();
                for (int tapY = 0; tapY < taps.height(); tapY++) {
                    int other = tapY + task.fromY() + i;
                    if (other >= 0 && other < taps.height()) {
                        addRow(tapZ * plane + tapY * taps.width(), lag, task.x(), sums[i], tapY * taps.width());
                    }
                }
            }
        }
    }

    private void addRow(int firstTap, int lag, int lagX, double[] sums, int firstSum) {
        for (int x = Math.max(0, -lagX); x < Math.min(taps.width(), taps.width() - lagX); x++) {
            gram[firstTap + x][firstTap + x + lag] += sums[firstSum + x];
        }
    }

    private static TapRun runAt(List<TapRun> runs, int position) {
        return runs.stream()
                .filter(run -> run.from() <= position && position < run.to())
                .findFirst()
                .orElseThrow();
    }

    private static List<List<TapRun>> runs(int pixels, int taps, int lowestLag) {
        return IntStream.range(lowestLag, taps)
                .mapToObj(lag -> TapRun.of(pixels, taps, lag))
                .toList();
    }

    /** One of each two opposite lags, those that lead from a tap to a later one. */
    private static List<Task> tasks(Shape taps) {
        List<Task> tasks = new ArrayList<>();
        for (int z = 0; z < taps.depth(); z++) {
            for (int x = 1 - taps.width(); x < taps.width(); x++) {
                int lowest = z > 0 ? 1 - taps.height() : x >= 0 ? 0 : 1;
                for (int y = lowest; y < taps.height(); y += GROUP) {
                    tasks.add(new Task(z, x, y, Math.min(taps.height(), y + GROUP) - 1));
                }
            }
        }
        return List.copyOf(tasks);
    }

    /** Copies the entries above the diagonal below it. */
    static void mirror(double[][] gram) {
        for (int row = 0; row < gram.length; row++) {
            for (int column = 0; column < row; column++) {
                gram[row][column] = gram[column][row];
            }
        }
    }
}
