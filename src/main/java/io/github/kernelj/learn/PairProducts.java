package io.github.kernelj.learn;

import static io.github.kernelj.learn.CentredPlane.STRIP;

import io.github.kernelj.engine.Workers;

/** The sums for short vectors: each pair of components is summed over 128 vectors at a time. */
final class PairProducts implements WindowSums {

    private static final int GROUPS = 32;

    private final int size;
    private final double[][] sums;
    /** By component and group of 128 vectors. */
    private final double[][][] vectors;

    private final double[][] factors = new double[GROUPS][STRIP];

    PairProducts(int size) {
        this.size = size;
        this.sums = new double[size][size];
        this.vectors = new double[size][GROUPS][STRIP];
    }

    @Override
    public int batch() {
        return GROUPS * STRIP;
    }

    @Override
    public void set(int place, double[] vector, double factor) {
        int group = place / STRIP;
        int column = place % STRIP;
        factors[group][column] = factor;
        for (int component = 0; component < size; component++) {
            vectors[component][group][column] = vector[component];
        }
    }

    @Override
    public void add(int count, Workers workers) {
        int groups = (count + STRIP - 1) / STRIP;
        for (int place = count; place < groups * STRIP; place++) {
            factors[place / STRIP][place % STRIP] = 0;
        }
        workers.run(size, row -> {
            double[][] scaled = new double[groups][STRIP];
            for (int group = 0; group < groups; group++) {
                RowProducts.add(scaled[group], factors[group], vectors[row][group]);
            }
            for (int column = row; column < size; column++) {
                double[] products = new double[STRIP];
                RowProducts.add(products, scaled, vectors[column], groups);
                sums[row][column] += RowProducts.sum(products);
            }
        });
    }

    @Override
    public double value(int row, int column) {
        return sums[row][column];
    }
}
