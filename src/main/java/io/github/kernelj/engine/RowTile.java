package io.github.kernelj.engine;

import io.github.kernelj.engine.RowView.Stretch;
import io.github.kernelj.kernel.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Where one thread computes parts of {@link RowByRow}: a few columns, row by row down a plane. As many input rows are held
 * as the kernel is high, each once for every kernel column, moved sideways so that its pixels stand under the sums.
 */
final class RowTile {

    /** Rows that are computed before they are written. */
    private static final int BLOCK = 8;

    private final RowView view;
    private final Offsets offsets;
    private final List<RowTaps> taps;
    private final boolean[] usedColumns;

    /** By source, kernel row (in turn) and kernel column. */
    private final float[][][][] held;

    /** By output and row of a block. */
    private final float[][][] results;
    /** By output: NaN in columns where a result isn't finite. */
    private final float[][] checks;

    private final float[][] seen;

    RowTile(RowView view, Offsets offsets, List<RowTaps> taps, int inputs) {
        this.view = view;
        this.offsets = offsets;
        this.taps = taps;
        Shape kernel = view.kernel();
        this.usedColumns = new boolean[kernel.width()];
        taps.forEach(ofOutput -> Arrays.stream(ofOutput.columns()).forEach(column -> usedColumns[column] = true));
        int columns = Math.min(RowByRow.COLUMNS, view.width());
        this.results = new float[taps.size()][BLOCK][columns];
        this.checks = new float[taps.size()][columns];
        this.seen = new float[taps.stream().mapToInt(RowTaps::count).max().orElse(0)][];
        this.held = new float[inputs * kernel.depth()][kernel.height()][kernel.width()][];
        for (float[][][] source : held) {
            for (float[][] row : source) {
                row[0] = new float[columns + kernel.width() - 1];
                for (int column = 1; column < row.length; column++) {
                    row[column] = usedColumns[column] ? new float[columns] : null;
                }
            }
        }
    }

    /**
     * Computes some columns of some rows of a plane.
     *
     * @param first part of the first of the rows
     * @param bottom row after the last
     */
    void compute(Step step, Stretch first, int bottom) {
        for (int top = first.row(); top < bottom; top += BLOCK) {
            int end = Math.min(bottom, top + BLOCK);
            for (float[] check : checks) {
                Arrays.fill(check, 0);
            }
            for (int row = top; row < end; row++) {
                Stretch at = first.inRow(row);
                loadRows(step, at, row == first.row());
                for (int output = 0; output < results.length; output++) {
                    add(step, output, at, results[output][row - top]);
                }
            }
            write(step, first.inRow(top), end);
        }
    }

    private void loadRows(Step step, Stretch at, boolean isFirst) {
        int height = view.kernel().height();
        for (int dy = isFirst || view.group() > 1 ? 0 : height - 1; dy < height; dy++) {
            for (int source = 0; source < held.length; source++) {
                load(step, at, dy, source);
            }
        }
    }

    private void load(Step step, Stretch at, int dy, int source) {
        Shape kernel = view.kernel();
        int height = kernel.height();
        float[][] row = held[source][(at.row() + dy) % height];
        float[] above = held[source][(at.row() + dy + height - 1) % height][0];
        int input = source / kernel.depth();
        int fresh = view.read(step, input, at, dy, source % kernel.depth(), above, row[0]);
        float centre = step.centres()[input];
        if (centre != 0) {
            RowLoops.increase(row[0], -centre, fresh, at.count() + kernel.width() - 1);
        }
        for (int column = 1; column < row.length; column++) {
            if (usedColumns[column]) {
                System.arraycopy(row[0], column, row[column], 0, at.count());
            }
        }
    }

    private void add(Step step, int output, Stretch at, float[] sums) {
        RowTaps ofOutput = taps.get(output);
        int height = view.kernel().height();
        int top = at.row() % height;
        int[] sources = ofOutput.sources();
        int[] rows = ofOutput.rows();
        int[] columns = ofOutput.columns();
        for (int i = 0; i < sources.length; i++) {
            int below = top + rows[i];
            seen[i] = held[sources[i]][below < height ? below : below - height][columns[i]];
        }
        int count = at.count();
        Arrays.fill(sums, 0, count, 0);
        for (int i = 0; i < sources.length; i += RowLoops.MOST) {
            RowLoops.add(sums, seen, ofOutput.weights(), i, Math.min(RowLoops.MOST, sources.length - i), count);
        }
        float offset = offsets.of(output, step.centres());
        if (offset != 0) {
            RowLoops.increase(sums, offset, 0, count);
        }
        RowLoops.check(sums, checks[output], 0, count);
    }

    /** Writes a block's rows, and has them repaired if there is anything to repair. */
    private void write(Step step, Stretch first, int end) {
        for (int output = 0; output < results.length; output++) {
            boolean finite = true;
            for (float check : checks[output]) {
                finite &= check == 0;
            }
            for (int row = first.row(); row < end; row++) {
                view.write(results[output][row - first.row()], step, output, first.inRow(row), finite);
            }
        }
    }
}
