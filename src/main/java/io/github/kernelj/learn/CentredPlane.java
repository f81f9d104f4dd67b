package io.github.kernelj.learn;

import io.github.kernelj.engine.Workers;
import java.util.BitSet;

/**
 * One plane in double, about a reference near its mean, so that sums of products don't cancel. Rows are cut into strips of
 * 128 columns, each an array of its own: separate arrays, one index and a literal length are what C2 vectorises. Columns
 * beyond the width, and pixels that are NaN or infinite, hold 0.
 */
final class CentredPlane {

    static final int STRIP = 128;

    private static final int ROWS_PER_TASK = 64;

    final int width;
    final int height;
    final int strips;
    private final double[][] rows;
    private BitSet missing;

    CentredPlane(int width, int height) {
        this.width = width;
        this.height = height;
        this.strips = (width + STRIP - 1) / STRIP;
        this.rows = new double[Math.multiplyExact(strips, height)][STRIP];
    }

    /**
     * Takes the pixels of a plane that is {@code pitch} wide, from column {@code left} and row {@code top} on, minus the
     * reference.
     */
    void fill(float[] pixels, int pitch, int left, int top, double reference, Workers workers) {
        int tasks = (height + ROWS_PER_TASK - 1) / ROWS_PER_TASK;
        boolean[] incomplete = new boolean[tasks];
        workers.run(tasks, task -> {
            int end = Math.min(height, (task + 1) * ROWS_PER_TASK);
            for (int y = task * ROWS_PER_TASK; y < end; y++) {
                incomplete[task] |= fillRow(pixels, (top + y) * pitch + left, y, reference);
            }
        });
        missing = null;
        for (int task = 0; task < tasks; task++) {
            if (incomplete[task]) {
                missing = findMissing(pixels, pitch, left, top);
                return;
            }
        }
    }

    /** The row's 128 values in a strip. */
    double[] row(int strip, int y) {
        return rows[strip * height + y];
    }

    double value(int x, int y) {
        return rows[x / STRIP * height + y][x % STRIP];
    }

    boolean hasMissing() {
        return missing != null;
    }

    /** The pixels that are NaN or infinite, numbered y · width + x; only if there are some. */
    BitSet missing() {
        return missing;
    }

    /**
     * The mean of the finite pixels that {@link #fill} would take, as a float; NaN if there are none. That of a constant
     * is the constant, exactly.
     */
    double referenceOf(float[] pixels, int pitch, int left, int top) {
        double sum = 0;
        long count = 0;
        for (int y = 0; y < height; y++) {
            int from = (top + y) * pitch + left;
            for (int i = from; i < from + width; i++) {
                if (Float.isFinite(pixels[i])) {
                    sum += pixels[i];
                    count++;
                }
            }
        }
        return (float) (sum / count);
    }

    private boolean fillRow(float[] pixels, int from, int y, double reference) {
        boolean incomplete = false;
        for (int strip = 0; strip < strips; strip++) {
            double[] row = row(strip, y);
            int start = from + strip * STRIP;
            int columns = Math.min(STRIP, width - strip * STRIP);
            for (int x = 0; x < columns; x++) {
                float pixel = pixels[start + x];
                boolean finite = Float.isFinite(pixel);
                row[x] = finite ? pixel - reference : 0;
                incomplete |= !finite;
            }
        }
        return incomplete;
    }

    private BitSet findMissing(float[] pixels, int pitch, int left, int top) {
        BitSet found = new BitSet();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (!Float.isFinite(pixels[(top + y) * pitch + left + x])) {
                    found.set(y * width + x);
                }
            }
        }
        return found;
    }
}
