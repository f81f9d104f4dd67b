package io.github.kernelj.engine;

import java.util.ArrayList;
import java.util.List;

/** Carries pixels between planes and the complex tiles of {@link Fourier}. Immutable. */
final class FourierTiles {

    private static final int STRIP = Fft.COLUMNS;

    private final Geometry geometry;
    private final FourierTiling tiling;
    private final InputRows reader;

    /** A pixel that wasn't finite and counts as the centre in the tile: its row and column within it. */
    record Missing(int tile, int row, int column) {}

    FourierTiles(Geometry geometry, FourierTiling tiling, float constant) {
        this.geometry = geometry;
        this.tiling = tiling;
        this.reader = new InputRows(geometry, constant);
    }

    /**
     * Gathers the pixels of a pair of tiles, less the centre, as the real and the imaginary part.
     *
     * @param plane pixels of the input plane, or null where the border's constant stands
     * @return the pixels that weren't finite
     */
    List<Missing> gather(Pixels plane, float centre, int pair, ComplexTile into) {
        into.clear();
        List<Missing> missing = new ArrayList<>();
        gather(plane, centre, 2 * pair, into.re, missing);
        if (2 * pair + 1 < tiling.down() * tiling.across()) {
            gather(plane, centre, 2 * pair + 1, into.im, missing);
        }
        return missing;
    }

    private void gather(Pixels plane, float centre, int tile, float[][][] into, List<Missing> missing) {
        int rows = usefulRows(tile) + geometry.kernel().height() - 1;
        int count = usefulColumns(tile) + geometry.kernel().width() - 1;
        float[] row = new float[tiling.columns()];
        float[] check = new float[tiling.columns()];
        for (int r = 0; r < rows; r++) {
            reader.read(plane, geometry.row(top(tile) + r, 0), left(tile) + geometry.start()[0], count, row, 0);
            centre(row, count, centre, check);
            for (int strip = 0; strip < into.length; strip++) {
                System.arraycopy(row, strip * STRIP, into[strip][r], 0, STRIP);
            }
        }
        for (float value : check) {
            if (value != 0) {
                takeOutMissing(into, tile, missing);
                return;
            }
        }
    }

    /** Subtracts the centre; a pixel that isn't finite makes {@code check} NaN, as x − x is 0 for finite x only. */
    private static void centre(float[] row, int count, float centre, float[] check) {
        for (int x = 0; x < count; x++) {
            row[x] -= centre;
            check[x] += row[x] - row[x];
        }
    }

    private static void takeOutMissing(float[][][] part, int tile, List<Missing> missing) {
        for (int strip = 0; strip < part.length; strip++) {
            for (int row = 0; row < part[strip].length; row++) {
                for (int x = 0; x < STRIP; x++) {
                    if (!Float.isFinite(part[strip][row][x])) {
                        part[strip][row][x] = 0;
                        missing.add(new Missing(tile, row, strip * STRIP + x));
                    }
                }
            }
        }
    }

    /**
     * Writes a pair of result tiles.
     *
     * @param offset added to every pixel
     * @param incomplete whether some results were {@linkplain #takeBack taken back}
     */
    void store(ComplexTile from, int pair, float offset, Step step, int output, int plane, boolean incomplete) {
        store(from.re, 2 * pair, offset, step, output, plane, incomplete);
        if (2 * pair + 1 < tiling.down() * tiling.across()) {
            store(from.im, 2 * pair + 1, offset, step, output, plane, incomplete);
        }
    }

    private void store(float[][][] from, int tile, float offset, Step step, int output, int plane, boolean incomplete) {
        int columns = usefulColumns(tile);
        float[] line = new float[tiling.columns()];
        for (int row = 0; row < usefulRows(tile); row++) {
            for (int x = 0; x < columns; x += STRIP) {
                float[] strip = from[x / STRIP][row];
                add(strip, offset);
                System.arraycopy(strip, 0, line, x, STRIP);
            }
            int y = top(tile) + row;
            if (incomplete) {
                step.repair().row(step, output, plane, left(tile), y, columns, line, 0);
            }
            step.outputs()[output][plane].write(left(tile), y, columns, line, 0);
        }
    }

    private static void add(float[] strip, float offset) {
        for (int x = 0; x < STRIP; x++) {
            strip[x] += offset;
        }
    }

    /** Makes the results NaN whose windows hold the missing pixel, so that they are computed again. */
    void takeBack(ComplexTile results, Missing missing) {
        int tile = missing.tile();
        float[][][] part = tile % 2 == 0 ? results.re : results.im;
        int y1 = Math.min(usefulRows(tile) - 1, missing.row());
        int x1 = Math.min(usefulColumns(tile) - 1, missing.column());
        for (int y = Math.max(0, missing.row() - geometry.kernel().height() + 1); y <= y1; y++) {
            for (int x = Math.max(0, missing.column() - geometry.kernel().width() + 1); x <= x1; x++) {
                part[x / STRIP][y][x % STRIP] = Float.NaN;
            }
        }
    }

    private int top(int tile) {
        return tile / tiling.across() * tiling.usefulRows();
    }

    private int left(int tile) {
        return tile % tiling.across() * tiling.usefulColumns();
    }

    private int usefulRows(int tile) {
        return Math.min(tiling.usefulRows(), geometry.output().height() - top(tile));
    }

    private int usefulColumns(int tile) {
        return Math.min(tiling.usefulColumns(), geometry.output().width() - left(tile));
    }
}
