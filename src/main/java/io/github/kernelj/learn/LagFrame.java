package io.github.kernelj.learn;

import static io.github.kernelj.learn.CentredPlane.STRIP;

import io.github.kernelj.kernel.Shape;
import java.util.Arrays;

/**
 * The products of pixels near the edges of a box at one lag along z, row by row and column by column. A tap sees all rows
 * but some of the first and of the last {@code height − 1}, and likewise columns; so what it sees is the total less those
 * rows, less those columns, plus their crossings. This is all that keeps G from being Toeplitz.
 */
final class LagFrame {

    private final int width;
    private final int height;
    private final int lagZ;
    private final int edgeRows;
    private final int edgeColumns;
    /** By lag: the sums of the first rows, then of the last ones. */
    private final double[][] rows;

    private final double[][] columns;
    /** By lag: crossings of the rows with the columns, row by row. */
    private final double[][] crossings;

    LagFrame(Shape taps, int lagZ) {
        this.width = taps.width();
        this.height = taps.height();
        this.lagZ = lagZ;
        this.edgeRows = height - 1;
        this.edgeColumns = width - 1;
        int lags = (2 * width - 1) * (2 * height - 1);
        this.rows = new double[lags][2 * edgeRows];
        this.columns = new double[lags][2 * edgeColumns];
        this.crossings = new double[lags][4 * edgeRows * edgeColumns];
    }

    /** Adds the products of a plane's edges with those of the plane that lies {@code lagZ} further. */
    void add(FramedPlane a, FramedPlane b) {
        for (int lagX = 1 - width; lagX < width; lagX++) {
            int lowest = lagZ > 0 ? 1 - height : lagX >= 0 ? 0 : 1;
            for (int side = 0; side < 2; side++) {
                int first = side == 0 ? 0 : a.plane().height - edgeRows;
                Lines lines = new Lines(a.plane(), b.plane(), first, edgeRows, 0, a.plane().height);
                double[][] sums = lines.sums(lagX, lowest, height - 1);
                for (int i = 0; i < sums.length; i++) {
                    add(rows[lag(lowest + i, lagX)], side * edgeRows, sums[i]);
                }
            }
        }
        for (int lagY = lagZ > 0 ? 1 - height : 0; lagY < height; lagY++) {
            int lowest = lagZ > 0 || lagY > 0 ? 1 - width : 0;
            for (int side = 0; side < 2; side++) {
                int deep = a.edges().height / 2;
                int first = side == 0 ? 0 : 2 * deep - edgeColumns;
                Lines lines = new Lines(a.edges(), b.edges(), first, edgeColumns, side * deep, (side + 1) * deep);
                double[][] sums = lines.sums(lagY, lowest, width - 1);
                for (int i = 0; i < sums.length; i++) {
                    add(columns[lag(lagY, lowest + i)], side * edgeColumns, sums[i]);
                    addCrossings(a, b, side, lagY, lowest + i);
                }
            }
        }
    }

    private void addCrossings(FramedPlane a, FramedPlane b, int side, int lagY, int lagX) {
        double[] sums = crossings[lag(lagY, lagX)];
        int deep = a.edges().height / 2;
        int end = a.edges().width;
        for (int i = 0; i < edgeColumns; i++) {
            int line = side == 0 ? i : 2 * deep - edgeColumns + i;
            int other = line + lagX;
            if (other < side * deep || other >= (side + 1) * deep) {
                continue;
            }
            for (int j = 0; j < 2 * edgeRows; j++) {
                int y = j < edgeRows ? j : end - 2 * edgeRows + j;
                if (y + lagY >= 0 && y + lagY < end) {
                    sums[j * 2 * edgeColumns + side * edgeColumns + i] +=
                            a.edges().value(y, line) * b.edges().value(y + lagY, other);
                }
            }
        }
    }

    /**
     * Adds what each pair of taps sees to G, for some taps along z, and begins anew.
     *
     * @param totals sums over all rows and columns, by lag
     */
    void spread(double[] totals, int firstTapZ, int lastTapZ, double[][] gram) {
        for (int lagY = lagZ > 0 ? 1 - height : 0; lagY < height; lagY++) {
            for (int lagX = lagZ > 0 || lagY > 0 ? 1 - width : 0; lagX < width; lagX++) {
                spread(lagY, lagX, totals[lag(lagY, lagX)], firstTapZ, lastTapZ, gram);
            }
        }
    }

    private void spread(int lagY, int lagX, double total, int firstTapZ, int lastTapZ, double[][] gram) {
        int lag = lag(lagY, lagX);
        double[] rowsUnseen = unseen(rows[lag], 0, edgeRows);
        double[] columnsUnseen = unseen(columns[lag], 0, edgeColumns);
        double[][] both = new double[2 * edgeRows][];
        for (int j = 0; j < both.length; j++) {
            both[j] = unseen(crossings[lag], j * 2 * edgeColumns, edgeColumns);
        }
        double[] bothUnseen = new double[width];
        for (int j = edgeRows; j < 2 * edgeRows; j++) {
            add(bothUnseen, 0, both[j]);
        }
        int step = (lagZ * height + lagY) * width + lagX;
        for (int y = 0; y < height; y++) {
            if (y + lagY >= 0 && y + lagY < height) {
                for (int x = Math.max(0, -lagX); x < Math.min(width, width - lagX); x++) {
                    double seen = total - rowsUnseen[y] - columnsUnseen[x] + bothUnseen[x];
                    for (int z = firstTapZ; z <= lastTapZ; z++) {
                        int tap = (z * height + y) * width + x;
                        gram[tap][tap + step] += seen;
                    }
                }
            }
            for (int x = 0; x < width && y < edgeRows; x++) {
                bothUnseen[x] += both[y][x] - both[edgeRows + y][x];
            }
        }
        Arrays.fill(rows[lag], 0);
        Arrays.fill(columns[lag], 0);
        Arrays.fill(crossings[lag], 0);
    }

    /** For each tap the sum of the lines that it doesn't see: of the first, those before it; of the last, those after. */
    private static double[] unseen(double[] lines, int from, int edge) {
        double[] unseen = new double[edge + 1];
        for (int i = 0; i < edge; i++) {
            unseen[0] += lines[from + edge + i];
        }
        for (int tap = 0; tap < edge; tap++) {
            unseen[tap + 1] = unseen[tap] + lines[from + tap] - lines[from + edge + tap];
        }
        return unseen;
    }

    private int lag(int lagY, int lagX) {
        return (lagY + height - 1) * (2 * width - 1) + lagX + width - 1;
    }

    private static void add(double[] sums, int from, double[] more) {
        for (int i = 0; i < more.length; i++) {
            sums[from + i] += more[i];
        }
    }

    /** Some lines of a plane, whose partners in another plane lie between two lines. */
    private record Lines(CentredPlane a, CentredPlane b, int first, int count, int low, int high) {

        /** For each lag across the lines, and each line, the sum of its products with its partner moved along by a lag. */
        double[][] sums(int along, int lowest, int highest) {
            double[][] sums = new double[Math.max(0, highest - lowest + 1)][count];
            double[] moved = new double[STRIP];
            double[] products = new double[STRIP];
            double[][] ofColumns = new double[sums.length * count][];
            int from = Math.max(low, first + lowest);
            int end = Math.min(high, first + count + highest);
            for (int line = from; line < end; line++) {
                for (int strip = 0; strip < a.strips; strip++) {
                    b.copyRow(line, strip * STRIP + along, moved);
                    for (int lag = lowest; lag <= highest; lag++) {
                        int i = line - lag - first;
                        if (i >= 0 && i < count) {
                            int slot = (lag - lowest) * count + i;
                            products = strip == 0 ? ofColumns[slot] = new double[STRIP] : ofColumns[slot];
                            RowProducts.add(products, a.row(strip, first + i), moved);
                        }
                    }
                }
            }
            for (int slot = 0; slot < ofColumns.length; slot++) {
                sums[slot / count][slot % count] = ofColumns[slot] == null ? 0 : RowProducts.sum(ofColumns[slot]);
            }
            return sums;
        }
    }
}
