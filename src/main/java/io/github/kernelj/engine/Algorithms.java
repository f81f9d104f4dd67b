package io.github.kernelj.engine;

import io.github.kernelj.kernel.KernelBank;

/** The choice between the algorithms, by predicted cost. */
final class Algorithms {

    private Algorithms() {}

    /** The algorithm whose predicted time for this bank, extent and shape is least. */
    static Algorithm cheapest(KernelBank bank, Geometry geometry, float constant) {
        Direct direct = new Direct(bank, geometry, constant);
        Fourier fourier = new Fourier(bank, geometry, constant, FourierTiling.of(geometry.output(), geometry.kernel()));
        return fourier.cost() < direct.cost() ? fourier : direct;
    }
}
