package io.github.kernelj.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Carries pixels between planes and the complex tiles of {@link Fourier}. Immutable. */
final class FourierTiles {

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
     * Gathers the pixels of a sheet's tiles, less the centre; of two neighbouring ones, one as the real and one as the
     * imaginary part.
     *
     * @param plane pixels of the input plane, or null where the border's constant stands
     * @return the pixels that weren't finite
     */
    List<Missing> gather(Pixels plane, float centre, int sheet, ComplexTile into) {
        List<Missing> missing = new ArrayList<>();
        float[] row = new float[tiling.columns()];
        float[] check = new float[tiling.columns()];
        for (int place = 0; place < 2 * tiling.abreast(); place++) {
            int tile = 2 * tiling.abreast() * sheet + place;
            int filled = 0;
            if (isTile(tile)) {
                filled = gather(plane, centre, tile, into, row, check, null);
                if (!isZero(check)) {
                    gather(plane, centre, tile, into, row, check, missing);
                }
            }
            Arrays.fill(row, 0);
            for (int r = filled; r < tiling.rows(); r++) {
                into.put(place / 2, place % 2, r, row, row.length);
            }
        }
        return missing;
    }

    /**
     * Gathers a tile.
     *
     * @param check made 0, or NaN in the columns in which a pixel isn't finite
     * @param missing takes these pixels, which count as the centre then; or null to leave them where they are
     * @return the number of the tile's rows, below which there is nothing
     */
    private int gather(
            Pixels plane, float centre, int tile, ComplexTile into, float[] row, float[] check, List<Missing> missing) {
        int rows = usefulRows(tile) + geometry.kernel().height() - 1;
        int count = usefulColumns(tile) + geometry.kernel().width() - 1;
        int place = tile % (2 * tiling.abreast());
        Arrays.fill(row, 0);
        Arrays.fill(check, 0);
        for (int r = 0; r < rows; r++) {
            reader.read(plane, geometry.row(top(tile) + r, 0), left(tile) + geometry.start()[0], count, row, 0);
            centre(row, count, centre, check);
            if (missing != null) {
                takeOutMissing(row, tile, r, missing);
            }
            into.put(place / 2, place % 2, r, row, row.length);
        }
        return rows;
    }

    private static boolean isZero(float[] check) {
        for (float value : check) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isTile(int tile) {
        return tile < tiling.down() * tiling.across();
    }

    /** Subtracts the centre; a pixel that isn't finite makes {@code check} NaN, as x − x is 0 for finite x only. */
    private static void centre(float[] row, int count, float centre, float[] check) {
        for (int x = 0; x < count; x++) {
            row[x] -= centre;
            check[x] += row[x] - row[x];
        }
    }

    private static void takeOutMissing(float[] row, int tile, int tileRow, List<Missing> missing) {
        for (int x = 0; x < row.length; x++) {
            if (!Float.isFinite(row[x])) {
                row[x] = 0;
                missing.add(new Missing(tile, tileRow, x));
            }
        }
    }

    /**
     * Writes a sheet of result tiles.
     *
     * @param offset added to every pixel
     * @param incomplete whether some results were {@linkplain #takeBack taken back}
     */
    void store(ComplexTile from, int sheet, float offset, Step step, int output, int plane, boolean incomplete) {
        float[] line = new float[tiling.columns()];
        for (int place = 0; place < 2 * tiling.abreast(); place++) {
            int tile = 2 * tiling.abreast() * sheet + place;
            int rows = isTile(tile) ? usefulRows(tile) : 0;
            for (int row = 0; row < rows; row++) {
                int columns = usefulColumns(tile);
                from.get(place / 2, place % 2, row, line, columns);
                add(line, offset);
                int y = top(tile) + row;
                if (incomplete) {
                    step.repair().row(step, output, plane, left(tile), y, columns, line, 0);
                }
                step.outputs()[output][plane].write(left(tile), y, columns, line, 0);
            }
        }
    }

    private static void add(float[] line, float offset) {
        if (offset != 0) {
            for (int x = 0; x < line.length; x++) {
                line[x] += offset;
            }
        }
    }

    /** Makes the results NaN whose windows hold the missing pixel, so that they are computed again. */
    void takeBack(ComplexTile results, Missing missing) {
        int tile = missing.tile();
        int place = tile % (2 * tiling.abreast());
        int y1 = Math.min(usefulRows(tile) - 1, missing.row());
        int x0 = Math.max(0, missing.column() - geometry.kernel().width() + 1);
        int x1 = Math.min(usefulColumns(tile) - 1, missing.column());
        float[] line = new float[tiling.columns()];
        for (int y = Math.max(0, missing.row() - geometry.kernel().height() + 1); y <= y1 && x0 <= x1; y++) {
            results.get(place / 2, place % 2, y, line, x1 + 1);
            Arrays.fill(line, x0, x1 + 1, Float.NaN);
            results.put(place / 2, place % 2, y, line, x1 + 1);
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
