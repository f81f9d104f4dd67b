package io.github.kernelj.match;

/** A tile of complex numbers, row by row. Not safe for use by several threads. */
final class DoubleTile {

    final double[][] re;
    final double[][] im;

    DoubleTile(int rows, int columns) {
        this.re = new double[rows][columns];
        this.im = new double[rows][columns];
    }

    /** Rows as columns. */
    DoubleTile transposed() {
        DoubleTile to = new DoubleTile(re[0].length, re.length);
        for (int row = 0; row < re.length; row++) {
            for (int column = 0; column < to.re.length; column++) {
                to.re[column][row] = re[row][column];
                to.im[column][row] = im[row][column];
            }
        }
        return to;
    }

    /** Adds the product of another tile with the complex conjugate of {@code weights}. */
    void addProduct(DoubleTile weights, DoubleTile other) {
        for (int row = 0; row < re.length; row++) {
            addProduct(re[row], im[row], weights.re[row], weights.im[row], other.re[row], other.im[row]);
        }
    }

    private static void addProduct(double[] re, double[] im, double[] wr, double[] wi, double[] xr, double[] xi) {
        for (int x = 0; x < re.length; x++) {
            double a = wr[x], b = wi[x], c = xr[x], d = xi[x];
            re[x] += a * c + b * d;
            im[x] += a * d - b * c;
        }
    }
}
