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

    private final RowView view;
    private final Offsets offsets;
    private final List<RowTaps> taps;
    private final boolean[] usedColumns;

    /** By source, kernel row (in turn) and kernel column. */
    private final float[][][][] held;

    private final float[] sums;
    /** By output: NaN in columns where a sum isn't finite. */
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
        this.sums = new float[columns];
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
        int height = view.kernel().height();
        for (float[] check : checks) {
            Arrays.fill(check, 0);
        }
        for (int row = first.row(); row < bottom; row++) {
            Stretch at = first.inRow(row);
            for (int dy = row == first.row() ? 0 : height - 1; dy < height; dy++) {
                load(step, at, dy);
            }
            for (int output = 0; output < taps.size(); output++) {
                add(taps.get(output), row, at.count());
                finish(step, output, at);
            }
        }
        repair(step, first, bottom);
    }

    private void load(Step step, Stretch at, int dy) {
        Shape kernel = view.kernel();
        int count = at.count() + kernel.width() - 1;
        for (int source = 0; source < held.length; source++) {
            float[][] row = held[source][(at.row() + dy) % kernel.height()];
            int input = source / kernel.depth();
            view.read(step, input, at, dy, source % kernel.depth(), count, row[0]);
            float centre = step.centres()[input];
            if (centre != 0) {
                RowLoops.increase(row[0], -centre, count);
            }
            for (int column = 1; column < row.length; column++) {
                if (usedColumns[column]) {
                    System.arraycopy(row[0], column, row[column], 0, at.count());
                }
            }
        }
    }

    private void add(RowTaps ofOutput, int row, int count) {
        int height = view.kernel().height();
        int top = row % height;
        int[] sources = ofOutput.sources();
        int[] rows = ofOutput.rows();
        int[] columns = ofOutput.columns();
        for (int i = 0; i < sources.length; i++) {
            int below = top + rows[i];
            seen[i] = held[sources[i]][below < height ? below : below - height][columns[i]];
        }
        Arrays.fill(sums, 0, count, 0);
        for (int i = 0; i < sources.length; i += RowLoops.MOST) {
            RowLoops.add(sums, seen, ofOutput.weights(), i, Math.min(RowLoops.MOST, sources.length - i), count);
        }
    }

    private void finish(Step step, int output, Stretch at) {
        float offset = offsets.of(output, step.centres());
        if (offset != 0) {
            RowLoops.increase(sums, offset, at.count());
        }
        RowLoops.check(sums, checks[output], 0, at.count());
        view.write(sums, step, output, at);
    }

    private void repair(Step step, Stretch first, int bottom) {
        for (int output = 0; output < checks.length; output++) {
            boolean finite = true;
            for (float check : checks[output]) {
                finite &= check == 0;
            }
            for (int row = first.row(); row < bottom && !finite; row++) {
                view.repair(step, output, first.inRow(row));
            }
        }
    }
}
