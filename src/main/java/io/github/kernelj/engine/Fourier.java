package io.github.kernelj.engine;

import io.github.kernelj.kernel.KernelBank;

/**
 * Correlation as a product of spectra, tile by tile (overlap-save): for large kernels.
 *
 * <p>Each tile of each input plane is transformed once, in two dimensions; along z the products of spectra are added up
 * plane by plane. So a deep kernel costs a few multiplications a pixel more, planes stream as with any algorithm, and all
 * outputs of a bank share the inputs' spectra. Two neighbouring tiles are transformed at once, as the real and imaginary
 * part of one complex tile: the kernel being real, they don't mix.
 *
 * <p>Overlap-save: A. V. Oppenheim, R. W. Schafer, Discrete-Time Signal Processing, section 8.7.
 */
final class Fourier implements Algorithm {

    static final String NAME = "Fourier";

    /** Nanoseconds for a product of two complex numbers, added to others. */
    private static final double PRODUCT = 0.7;

    /** How much longer transforms take if their spectra are held for other planes, and leave the cache. */
    private static final double HELD = 1.4;

    /** Output pixels of a step, if planes are smaller: so that the spectra in its reach are shared by several planes. */
    private static final int STEP_PIXELS = 1 << 20;

    private final KernelBank bank;
    private final Geometry geometry;
    private final FourierTiling tiling;
    private final float constant;

    Fourier(KernelBank bank, Geometry geometry, float constant, FourierTiling tiling) {
        this.bank = bank;
        this.geometry = geometry;
        this.tiling = tiling;
        this.constant = constant;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String reason() {
        return "spectra of " + tiling.columns() + " x " + tiling.rows() + " tiles cost less than "
                + geometry.kernel().volume() + " taps a pixel";
    }

    @Override
    public boolean isSameInParts() {
        return false;
    }

    @Override
    public double cost() {
        long planes = geometry.output().depth();
        double kernels =
                (double) bank.inputs() * bank.outputs() * geometry.kernel().depth();
        double transforms =
                planes * bank.outputs() + (double) geometry.image().depth() * bank.inputs() + kernels / tiling.sheets();
        double products = tiling.sheets() * tiling.sheetSize() * planes * kernels;
        double perTransform = tiling.transformCost() * (geometry.kernel().depth() > 1 ? HELD : 1);
        return perTransform * transforms + PRODUCT * products;
    }

    @Override
    public int planesPerStep() {
        long pixels = (long) geometry.output().width() * geometry.output().height();
        return (int) Math.max(1, Math.min(geometry.output().depth(), STEP_PIXELS / pixels));
    }

    @Override
    public Work begin() {
        return new FourierRun(bank, geometry, tiling, constant);
    }
}
