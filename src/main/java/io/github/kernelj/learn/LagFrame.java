package io.github.kernelj.learn;

import static io.github.kernelj.learn.CentredPlane.STRIP;

import io.github.kernelj.kernel.Shape;
import java.util.Arrays;

/**
 * What keeps G from being Toeplitz, at one lag along z. A tap sees all rows but some of the first and of the last
 * {@code height − 1}, and likewise columns; so what it sees is the total at the lag less the products in those rows, less
 * those in the columns, plus those in their crossings.
 */
final class LagFrame {

    private final int width;
    private final int height;
    private final int lagZ;
    private final int edgeRows;
    private final int edgeColumns;
    /** What is to be added to the totals, for each tap of a plane and each that its products are with. */
    private final double[][] corrections;

    LagFrame(Shape taps, int lagZ) {
        this.width = taps.width();
        this.height = taps.height();
        this.lagZ = lagZ;
        this.edgeRows = height - 1;
        this.edgeColumns = width - 1;
        this.corrections = new double[width * height][width * height];
    }

    /** Takes the products of a plane's edges with those of the plane that lies {@code lagZ} further. */
    void add(FramedPlane a, FramedPlane b) {
        double[][] rows = rows(a.plane(), b.plane());
        double[][] columns = columns(a.edges(), b.edges());
        for (int lagY = 1 - height; lagY < height; lagY++) {
            for (int lagX = lowestX(lagY); lagX < width; lagX++) {
                correct(a.edges(), b.edges(), lagY, lagX, rows[lag(lagY, lagX)], columns[lag(lagY, lagX)]);
            }
        }
    }

    /**
     * Adds what each pair of taps sees to G, for some taps along z, and begins anew.
     *
     * @param totals sums over all rows and columns, by lag
     */
    void spread(double[] totals, int firstTapZ, int lastTapZ, double[][] gram) {
        int plane = width * height;
        for (int lagY = 1 - height; lagY < height; lagY++) {
            for (int lagX = lowestX(lagY); lagX < width; lagX++) {
                int step = lagY * width + lagX;
                for (int y = Math.max(0, -lagY); y < Math.min(height, height - lagY); y++) {
                    for (int x = Math.max(0, -lagX); x < Math.min(width, width - lagX); x++) {
                        int tap = y * width + x;
                        double seen = totals[lag(lagY, lagX)] + corrections[tap][tap + step];
                        for (int z = firstTapZ; z <= lastTapZ; z++) {
                            int one = z * plane + tap;
                            int other = one + lagZ * plane + step;
                            gram[Math.min(one, other)][Math.max(one, other)] += seen;
                        }
                    }
                }
            }
        }
        for (double[] row : corrections) {
            Arrays.fill(row, 0);
        }
    }

    /** For each lag the sums of the first rows, then of the last ones. */
    private double[][] rows(CentredPlane a, CentredPlane b) {
        double[][] sums = new double[(2 * width - 1) * (2 * height - 1)][2 * edgeRows];
        for (int lagX = lagZ > 0 ? 1 - width : 0; lagX < width; lagX++) {
            int lowest = lagZ > 0 || lagX > 0 ? 1 - height : 0;
            for (int side = 0; side < 2; side++) {
                int first = side == 0 ? 0 : a.height - edgeRows;
                double[][] ofLags = new Lines(a, b, first, edgeRows, 0, a.height).sums(lagX, lowest, height - 1);
                for (int i = 0; i < ofLags.length; i++) {
                    System.arraycopy(ofLags[i], 0, sums[lag(lowest + i, lagX)], side * edgeRows, edgeRows);
                }
            }
        }
        return sums;
    }

    /** For each lag the sums of the first columns, then of the last ones. */
    private double[][] columns(CentredPlane a, CentredPlane b) {
        double[][] sums = new double[(2 * width - 1) * (2 * height - 1)][2 * edgeColumns];
        int deep = a.height / 2;
        for (int lagY = 1 - height; lagY < height; lagY++) {
            for (int side = 0; side < 2; side++) {
                int first = side == 0 ? 0 : 2 * deep - edgeColumns;
                double[][] ofLags = new Lines(a, b, first, edgeColumns, side * deep, (side + 1) * deep)
                        .sums(lagY, lowestX(lagY), width - 1);
                for (int i = 0; i < ofLags.length; i++) {
                    System.arraycopy(ofLags[i], 0, sums[lag(lagY, lowestX(lagY) + i)], side * edgeColumns, edgeColumns);
                }
            }
        }
        return sums;
    }

    private void correct(CentredPlane a, CentredPlane b, int lagY, int lagX, double[] rows, double[] columns) {
        double[] rowsUnseen = unseen(rows, edgeRows);
        double[] columnsUnseen = unseen(columns, edgeColumns);
        double[][] crossings = crossings(a, b, lagY, lagX);
        double[] both = new double[width];
        for (int j = edgeRows; j < 2 * edgeRows; j++) {
            add(both, crossings[j], 1);
        }
        int step = lagY * width + lagX;
        for (int y = 0; y < height; y++) {
            if (y + lagY >= 0 && y + lagY < height) {
                for (int x = Math.max(0, -lagX); x < Math.min(width, width - lagX); x++) {
                    int tap = y * width + x;
                    corrections[tap][tap + step] += both[x] - rowsUnseen[y] - columnsUnseen[x];
                }
            }
            if (y < edgeRows) {
                add(both, crossings[y], 1);
                add(both, crossings[edgeRows + y], -1);
            }
        }
    }

    /** For each of the first, then of the last rows, and each tap along x, the products in the columns it doesn't see. */
    private double[][] crossings(CentredPlane a, CentredPlane b, int lagY, int lagX) {
        double[][] unseen = new double[2 * edgeRows][];
        double[] products = new double[2 * edgeColumns];
        int deep = a.height / 2;
        for (int j = 0; j < unseen.length; j++) {
            int y = j < edgeRows ? j : a.width - 2 * edgeRows + j;
            boolean inside = y + lagY >= 0 && y + lagY < a.width;
            for (int i = 0; i < products.length; i++) {
                int side = i < edgeColumns ? 0 : 1;
                int line = side == 0 ? i : 2 * deep - 2 * edgeColumns + i;
                int other = line + lagX;
                products[i] = inside && other >= side * deep && other < (side + 1) * deep
                        ? a.value(y, line) * b.value(y + lagY, other)
                        : 0;
            }
            unseen[j] = unseen(products, edgeColumns);
        }
        return unseen;
    }

    /** For each tap the sum of the lines that it doesn't see: of the first, those before it; of the last, those after. */
    private static double[] unseen(double[] lines, int edge) {
        double[] unseen = new double[edge + 1];
        for (int i = 0; i < edge; i++) {
            unseen[0] += lines[edge + i];
        }
        for (int tap = 0; tap < edge; tap++) {
            unseen[tap + 1] = unseen[tap] + lines[tap] - lines[edge + tap];
        }
        return unseen;
    }

    private int lowestX(int lagY) {
        return lagZ > 0 ? 1 - width : lagY >= 0 ? 0 : 1;
    }

    private int lag(int lagY, int lagX) {
        return (lagY + height - 1) * (2 * width - 1) + lagX + width - 1;
    }

    private static void add(double[] sums, double[] more, int sign) {
        for (int i = 0; i < more.length; i++) {
            sums[i] += sign * more[i];
        }
    }

    /** Some lines of a plane, whose partners in another plane lie between two lines. */
    private record Lines(CentredPlane a, CentredPlane b, int first, int count, int low, int high) {

        /** For each lag across the lines, and each line, the sum of its products with its partner moved along by a lag. */
        double[][] sums(int along, int lowest, int highest) {
            double[][] sums = new double[highest - lowest + 1][count];
            double[] moved = new double[STRIP];
            for (int line = Math.max(low, first + lowest); line < Math.min(high, first + count + highest); line++) {
                int firstLag = Math.max(lowest, line - first - count + 1);
                int lastLag = Math.min(highest, line - first);
                for (int strip = 0; strip < a.strips && firstLag <= lastLag; strip++) {
                    b.copyRow(line, strip * STRIP + along, moved);
                    for (int lag = firstLag; lag <= lastLag; lag++) {
                        sums[lag - lowest][line - lag - first] += RowProducts.dot(a.row(strip, line - lag), moved);
                    }
                }
            }
            return sums;
        }
    }
}
