package io.github.kernelj.engine;

import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Every tap multiplied and added: for small kernels, and for large ones with few taps that aren't zero.
 *
 * <p>The output is made in tiles of {@link TapSums#LENGTH} columns by {@link #BAND} rows. For each column of the kernel,
 * the rows in reach are copied shifted by that column, so that all taps of the column read at the same index as the sum
 * they add to; only such loops run on the processor's vector units.
 */
final class Direct implements Algorithm {

    /** Rows of a tile: few enough for the tile's rows to stay in the first-level cache. */
    private static final int BAND = 16;

    /** Output pixels of a step, if planes are smaller: enough that handing out its pieces costs nothing. */
    private static final int STEP_PIXELS = 1 << 20;

    private final Geometry geometry;
    private final float constant;
    private final List<Column> columns = new ArrayList<>();
    private final int outputs;
    private final double[] biases;
    private final double[][] sums;
    private final Queue<Scratch> idle = new ConcurrentLinkedQueue<>();

    /** The taps of one kernel column from one input channel: for each output channel, those that aren't zero. */
    private record Column(int input, int dz, int dx, TapSums[] taps) {}

    Direct(KernelBank bank, Geometry geometry, float constant) {
        this.geometry = geometry;
        this.constant = constant;
        this.outputs = bank.outputs();
        this.biases = new double[outputs];
        this.sums = new double[outputs][bank.inputs()];
        for (int output = 0; output < outputs; output++) {
            biases[output] = bank.bias(output);
            for (int input = 0; input < bank.inputs(); input++) {
                sums[output][input] = bank.kernel(output, input).sum();
            }
        }
        for (int input = 0; input < bank.inputs(); input++) {
            addColumns(bank, input);
        }
    }

    private void addColumns(KernelBank bank, int input) {
        Shape kernel = geometry.kernel();
        for (int dz = 0; dz < kernel.depth(); dz++) {
            for (int dx = 0; dx < kernel.width(); dx++) {
                TapSums[] taps = new TapSums[outputs];
                boolean any = false;
                for (int output = 0; output < outputs; output++) {
                    float[] weights = new float[kernel.height()];
                    for (int dy = 0; dy < weights.length; dy++) {
                        weights[dy] = bank.kernel(output, input).weight(dx, dy, dz);
                    }
                    taps[output] = TapSums.of(weights);
                    any |= !taps[output].isEmpty();
                }
                if (any) {
                    columns.add(new Column(input, dz, dx, taps));
                }
            }
        }
    }

    @Override
    public String name() {
        return "direct";
    }

    @Override
    public String reason() {
        return "every tap is multiplied and added: " + geometry.kernel().volume() + " taps a pixel";
    }

    @Override
    public int planesPerStep() {
        long pixels = (long) geometry.output().width() * geometry.output().height();
        return (int) Math.max(1, Math.min(geometry.output().depth(), STEP_PIXELS / pixels));
    }

    @Override
    public int pieces(int planes) {
        return planes * bands();
    }

    @Override
    public void compute(Step step, int piece, Progress progress) {
        Scratch borrowed = idle.poll();
        Scratch scratch = borrowed != null ? borrowed : new Scratch();
        int plane = piece / bands();
        int top = piece % bands() * BAND;
        int rows = Math.min(BAND, geometry.output().height() - top);
        for (int left = 0; left < geometry.output().width(); left += TapSums.LENGTH) {
            progress.checkCancelled();
            scratch.tile(step, plane, top, rows, left);
        }
        idle.add(scratch);
    }

    private int bands() {
        return (geometry.output().height() + BAND - 1) / BAND;
    }

    /** The rows that one piece of work writes on. */
    private final class Scratch {
        private final float[][][] sumRows = new float[outputs][BAND][TapSums.LENGTH];
        private final float[][] inputRows = new float[BAND + geometry.kernel().height() - 1]
                [TapSums.LENGTH + geometry.kernel().width() - 1];
        private final float[][] shiftedRows = new float[inputRows.length][TapSums.LENGTH];
        private final float[] check = new float[TapSums.LENGTH];
        private int heldInput = -1;
        private int heldPlane = -1;

        void tile(Step step, int plane, int top, int rows, int left) {
            heldInput = -1;
            for (float[][] channel : sumRows) {
                for (int row = 0; row < rows; row++) {
                    Arrays.fill(channel[row], 0);
                }
            }
            for (Column column : columns) {
                hold(step, plane, column, top, rows, left);
                shift(column.dx(), rows);
                for (int output = 0; output < outputs; output++) {
                    for (int row = 0; row < rows; row++) {
                        column.taps()[output].addTo(sumRows[output][row], shiftedRows, row);
                    }
                }
            }
            store(step, plane, top, rows, left);
        }

        /** Gathers the rows in reach from the column's input plane, less the centre, unless they are there already. */
        private void hold(Step step, int plane, Column column, int top, int rows, int left) {
            if (heldInput == column.input() && heldPlane == column.dz()) {
                return;
            }
            heldInput = column.input();
            heldPlane = column.dz();
            int z = geometry.plane(step.first() + plane, column.dz());
            float[] pixels = z == Border.OUTSIDE ? null : step.inputs()[column.input()][z];
            float centre = step.centres()[column.input()];
            for (int row = 0; row < rows + geometry.kernel().height() - 1; row++) {
                int y = geometry.row(top + row, 0);
                gather(pixels, y, left, inputRows[row]);
                subtract(inputRows[row], centre);
            }
        }

        private void gather(float[] pixels, int y, int left, float[] row) {
            if (pixels == null || y == Border.OUTSIDE) {
                Arrays.fill(row, constant);
                return;
            }
            int width = geometry.image().width();
            int first = left + geometry.start()[0];
            int needed = Math.min(TapSums.LENGTH, geometry.output().width() - left) + geometry.kernel().width() - 1;
            int inside = Math.min(needed, Math.max(0, -first));
            int outside = Math.max(inside, Math.min(needed, width - first));
            for (int i = 0; i < inside; i++) {
                row[i] = outsidePixel(pixels, y, first + i);
            }
            if (outside > inside) {
                System.arraycopy(pixels, y * width + first + inside, row, inside, outside - inside);
            }
            for (int i = outside; i < needed; i++) {
                row[i] = outsidePixel(pixels, y, first + i);
            }
        }

        private float outsidePixel(float[] pixels, int y, int position) {
            int width = geometry.image().width();
            int column = geometry.border().index(position, width);
            return column == Border.OUTSIDE ? constant : pixels[y * width + column];
        }

        private void shift(int dx, int rows) {
            for (int row = 0; row < rows + geometry.kernel().height() - 1; row++) {
                System.arraycopy(inputRows[row], dx, shiftedRows[row], 0, TapSums.LENGTH);
            }
        }

        private void store(Step step, int plane, int top, int rows, int left) {
            int width = geometry.output().width();
            int columns = Math.min(TapSums.LENGTH, width - left);
            for (int output = 0; output < outputs; output++) {
                float offset = (float) offset(output, step.centres());
                Arrays.fill(check, 0);
                for (int row = 0; row < rows; row++) {
                    float[] sums = sumRows[output][row];
                    finish(sums, offset, check);
                    System.arraycopy(sums, 0, step.outputs()[output][plane], (top + row) * width + left, columns);
                }
                if (!isZero(check, columns)) {
                    step.repair().area(step, output, plane, top, top + rows, left, left + columns);
                }
            }
        }
    }

    /** The bias, and what subtracting the centres took from the sum. */
    private double offset(int output, float[] centres) {
        double offset = biases[output];
        for (int input = 0; input < centres.length; input++) {
            offset += sums[output][input] * centres[input];
        }
        return offset;
    }

    /** Adds the offset; a sum that isn't finite makes {@code check} NaN, as x − x is 0 for finite x only. */
    private static void finish(float[] sums, float offset, float[] check) {
        for (int x = 0; x < TapSums.LENGTH; x++) {
            sums[x] += offset;
            check[x] += sums[x] - sums[x];
        }
    }

    private static boolean isZero(float[] check, int columns) {
        for (int x = 0; x < columns; x++) {
            if (check[x] != 0) {
                return false;
            }
        }
        return true;
    }

    private static void subtract(float[] row, float value) {
        for (int x = 0; x < row.length; x++) {
            row[x] -= value;
        }
    }
}
