package io.github.kernelj.zarr;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;

/** A source of half the size along some axes: each pixel the mean of those under it, fewer at the far edges. */
final class HalvedPlanes implements PlaneSource {

    private final PlaneSource source;
    private final Shape factors;
    private final Shape shape;

    /** @param factors 1 or 2 along each axis */
    HalvedPlanes(PlaneSource source, Shape factors) {
        this.source = source;
        this.factors = factors;
        Shape full = source.shape();
        this.shape = new Shape(
                (full.width() + factors.width() - 1) / factors.width(),
                (full.height() + factors.height() - 1) / factors.height(),
                (full.depth() + factors.depth() - 1) / factors.depth());
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public float[] plane(int z) throws IOException {
        int first = z * factors.depth();
        int planes = Math.min(factors.depth(), source.shape().depth() - first);
        double[] sums = new double[shape.width() * shape.height()];
        for (int i = 0; i < planes; i++) {
            add(source.plane(first + i), sums);
        }
        float[] means = new float[sums.length];
        for (int y = 0; y < shape.height(); y++) {
            int rows = Math.min(factors.height(), source.shape().height() - y * factors.height());
            for (int x = 0; x < shape.width(); x++) {
                int columns = Math.min(factors.width(), source.shape().width() - x * factors.width());
                int i = y * shape.width() + x;
                means[i] = (float) (sums[i] / (planes * rows * columns));
            }
        }
        return means;
    }

    private void add(float[] plane, double[] sums) {
        int width = source.shape().width();
        for (int y = 0; y < source.shape().height(); y++) {
            int row = y / factors.height() * shape.width();
            for (int x = 0; x < width; x++) {
                sums[row + x / factors.width()] += plane[y * width + x];
            }
        }
    }
}
