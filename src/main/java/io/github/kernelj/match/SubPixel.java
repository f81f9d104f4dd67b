package io.github.kernelj.match;

import java.util.stream.IntStream;

/**
 * Where between the pixels a peak lies: at the top of the quadratic that has the slopes, curvatures and mixed derivatives
 * of the scores around it, taken as central differences. Along an axis without neighbours on both sides it stays on the
 * pixel. If the quadratic has no top nearby, each axis has its own parabola.
 */
final class SubPixel {

    private final int width;
    private final int height;
    private final float[][] planes;

    /** Three neighbouring planes, of which the first and the last may be missing. */
    SubPixel(int width, int height, float[] below, float[] plane, float[] above) {
        this.width = width;
        this.height = height;
        this.planes = new float[][] {below, plane, above};
    }

    /** Offsets along x, y and z, each from −1 to 1, of the top near a peak of the middle plane. */
    double[] offset(int x, int y) {
        int[] axes = axes(x, y);
        int n = axes.length;
        double[] slopes = new double[n];
        double[][] curvatures = new double[n][n];
        for (int i = 0; i < n; i++) {
            double up = at(x, y, step(axes[i], 1));
            double down = at(x, y, step(axes[i], -1));
            slopes[i] = (up - down) / 2;
            curvatures[i][i] = 2 * at(x, y, new int[3]) - up - down;
            for (int j = 0; j < i; j++) {
                curvatures[i][j] = -mixed(x, y, axes[i], axes[j]);
                curvatures[j][i] = curvatures[i][j];
            }
        }
        double[] tops = solve(curvatures, slopes);
        double[] offset = new double[3];
        for (int i = 0; i < n; i++) {
            double alone = curvatures[i][i] > 0 ? slopes[i] / curvatures[i][i] : 0;
            offset[axes[i]] = isNear(tops) ? tops[i] : Math.max(-0.5, Math.min(0.5, alone));
        }
        return offset;
    }

    private int[] axes(int x, int y) {
        boolean[] both = {x > 0 && x < width - 1, y > 0 && y < height - 1, planes[0] != null && planes[2] != null};
        return IntStream.range(0, 3).filter(axis -> both[axis]).toArray();
    }

    private double mixed(int x, int y, int one, int other) {
        double sum = 0;
        for (int sign = -1; sign <= 1; sign += 2) {
            int[] same = step(one, sign);
            same[other] = sign;
            int[] opposite = step(one, sign);
            opposite[other] = -sign;
            sum += at(x, y, same) - at(x, y, opposite);
        }
        return sum / 4;
    }

    private static int[] step(int axis, int sign) {
        int[] step = new int[3];
        step[axis] = sign;
        return step;
    }

    private double at(int x, int y, int[] step) {
        return planes[1 + step[2]][(y + step[1]) * width + x + step[0]];
    }

    private static boolean isNear(double[] offset) {
        for (double part : offset) {
            if (!(Math.abs(part) <= 1)) {
                return false;
            }
        }
        return true;
    }

    /** Gauss elimination of a symmetric system; NaN unless the matrix is positive definite. */
    private static double[] solve(double[][] symmetric, double[] right) {
        int n = right.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = symmetric[i].clone();
        }
        double[] x = right.clone();
        for (int pivot = 0; pivot < n; pivot++) {
            for (int row = pivot + 1; row < n; row++) {
                double factor = a[pivot][pivot] > 0 ? a[row][pivot] / a[pivot][pivot] : Double.NaN;
                for (int column = pivot; column < n; column++) {
                    a[row][column] -= factor * a[pivot][column];
                }
                x[row] -= factor * x[pivot];
            }
        }
        for (int row = n - 1; row >= 0; row--) {
            for (int column = row + 1; column < n; column++) {
                x[row] -= a[row][column] * x[column];
            }
            x[row] = a[row][row] > 0 ? x[row] / a[row][row] : Double.NaN;
        }
        return x;
    }
}
