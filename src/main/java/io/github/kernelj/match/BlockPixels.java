package io.github.kernelj.match;

import io.github.kernelj.kernel.Shape;
import java.util.Arrays;

/**
 * The pixels that the windows of a block look at, about a value of their own and scaled by a power of two, so that a bright
 * image or one of tiny numbers loses nothing. Pixels that aren't finite count as that value. Immutable once made; the
 * image's planes are only read.
 */
final class BlockPixels {

    /** Number of pixels that are looked at to find centre and scale. */
    private static final int SAMPLES = 255;

    final int width;
    final int height;
    private final float[][] planes;
    private final boolean[][] missing;
    private final int offset;
    private final int stride;
    private final float centre;
    private final double scale;

    /**
     * A part of some planes.
     *
     * @param planes of the image, row by row
     * @param imageWidth width of each plane
     */
    BlockPixels(float[][] planes, int imageWidth, Block block, Shape template) {
        this.width = block.width() + template.width() - 1;
        this.height = block.height() + template.height() - 1;
        int start = block.y() * imageWidth + block.x();
        float[] sorted = sample(planes, start, imageWidth);
        this.centre = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
        double spread = sorted.length == 0
                ? 0
                : Math.max((double) sorted[sorted.length - 1] - centre, (double) centre - sorted[0]);
        this.scale = spread == 0 ? 1 : Math.scalb(1.0, -Math.getExponent(spread));
        this.missing = new boolean[planes.length][];
        float[][] cleaned = null;
        for (int z = 0; z < planes.length; z++) {
            if (!isFinite(planes[z], start, imageWidth)) {
                cleaned = cleaned == null ? copies(planes, start, imageWidth) : cleaned;
                missing[z] = takeOut(cleaned[z]);
            }
        }
        this.planes = cleaned == null ? planes : cleaned;
        this.offset = cleaned == null ? start : 0;
        this.stride = cleaned == null ? imageWidth : width;
    }

    /** A typical pixel, in the image's units. */
    float centre() {
        return centre;
    }

    /** Factor from the image's units to those of sums and correlations. */
    double scale() {
        return scale;
    }

    /** The pixel of a plane, in the image's units. */
    float pixel(int x, int y, int z) {
        return planes[z][offset + y * stride + x];
    }

    /** A plane about the centre, scaled. */
    float[] centred(int z) {
        float[] plane = planes[z];
        float[] centred = new float[width * height];
        float factor = (float) scale;
        boolean plain = factor > 0 && Float.isFinite(factor);
        float[] row = new float[width];
        for (int y = 0; y < height; y++) {
            // Arrays of their own, as loops over parts of larger ones aren't turned into vector instructions.
            System.arraycopy(plane, offset + y * stride, row, 0, width);
            for (int x = 0; x < row.length; x++) {
                row[x] = plain ? (row[x] - centre) * factor : (float) (((double) row[x] - centre) * scale);
            }
            System.arraycopy(row, 0, centred, y * width, width);
        }
        return centred;
    }

    /** Sums over {@code depth} planes of a row's pixels about another value, scaled, and of their squares. */
    void readRow(int y, int z, int depth, double about, double[] values, double[] squares) {
        int from = offset + y * stride;
        float[] plane = planes[z];
        for (int x = 0; x < width; x++) {
            double value = (plane[from + x] - about) * scale;
            values[x] = value;
            squares[x] = value * value;
        }
        for (int dz = 1; dz < depth; dz++) {
            float[] next = planes[z + dz];
            for (int x = 0; x < width; x++) {
                double value = (next[from + x] - about) * scale;
                values[x] += value;
                squares[x] += value * value;
            }
        }
    }

    /** Whether one of these planes had a pixel that isn't finite. */
    boolean hasMissing(int z, int depth) {
        for (int dz = 0; dz < depth; dz++) {
            if (missing[z + dz] != null) {
                return true;
            }
        }
        return false;
    }

    /** Counts, over {@code depth} planes, the pixels of a row that weren't finite. */
    void countMissing(int y, int z, int depth, double[] counts) {
        Arrays.fill(counts, 0);
        for (int dz = 0; dz < depth; dz++) {
            if (missing[z + dz] != null) {
                for (int x = 0; x < width; x++) {
                    counts[x] += missing[z + dz][y * width + x] ? 1 : 0;
                }
            }
        }
    }

    /** Finite pixels here and there, sorted. */
    private float[] sample(float[][] from, int start, int imageWidth) {
        long volume = (long) width * height * from.length;
        // Odd steps, so that regular patterns aren't seen at one phase only.
        long step = volume / SAMPLES | 1;
        float[] sampled = new float[(int) (volume / step) + 1];
        int count = 0;
        for (long i = 0; i < volume; i += step) {
            int z = (int) (i / ((long) width * height));
            int at = (int) (i % ((long) width * height));
            float pixel = from[z][start + at / width * imageWidth + at % width];
            if (Float.isFinite(pixel)) {
                sampled[count++] = pixel;
            }
        }
        float[] sorted = Arrays.copyOf(sampled, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** A pixel that isn't finite makes its column's check NaN, as x − x is 0 for finite x only. */
    private boolean isFinite(float[] plane, int start, int imageWidth) {
        float[] check = new float[width];
        float[] row = new float[width];
        for (int y = 0; y < height; y++) {
            System.arraycopy(plane, start + y * imageWidth, row, 0, width);
            for (int x = 0; x < row.length; x++) {
                check[x] += row[x] - row[x];
            }
        }
        float sum = 0;
        for (float value : check) {
            sum += value;
        }
        return sum == 0;
    }

    private float[][] copies(float[][] from, int start, int imageWidth) {
        float[][] copies = new float[from.length][width * height];
        for (int z = 0; z < from.length; z++) {
            for (int y = 0; y < height; y++) {
                System.arraycopy(from[z], start + y * imageWidth, copies[z], y * width, width);
            }
        }
        return copies;
    }

    private boolean[] takeOut(float[] plane) {
        boolean[] out = new boolean[plane.length];
        for (int i = 0; i < plane.length; i++) {
            if (!Float.isFinite(plane[i])) {
                out[i] = true;
                plane[i] = centre;
            }
        }
        return out;
    }
}
