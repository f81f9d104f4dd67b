package io.github.kernelj.engine;

import java.util.Objects;

/**
 * What is asked of the engine beside kernel and image: operation, extent, border, and what missing pixels mean.
 * Immutable.
 *
 * @param operation correlation (default) or convolution
 * @param extent which output positions are computed
 * @param border what lies beyond the edge
 * @param missing what is done with NaN and infinite pixels
 * @param constant value of {@link Border#CONSTANT} and {@link MissingPixels#FILL}, in calibrated units; finite
 */
public record Correlation(Operation operation, Extent extent, Border border, MissingPixels missing, float constant) {

    /** Correlation of the same extent, edge pixels repeated, missing pixels propagated. */
    public static final Correlation DEFAULT =
            new Correlation(Operation.CORRELATION, Extent.SAME, Border.NEAREST, MissingPixels.PROPAGATE, 0);

    /** @throws IllegalArgumentException if the constant isn't finite */
    public Correlation {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(extent, "extent");
        Objects.requireNonNull(border, "border");
        Objects.requireNonNull(missing, "missing");
        if (!Float.isFinite(constant)) {
            throw new IllegalArgumentException("constant must be a finite number, got " + constant);
        }
    }

    public Correlation withOperation(Operation newOperation) {
        return new Correlation(newOperation, extent, border, missing, constant);
    }

    public Correlation withExtent(Extent newExtent) {
        return new Correlation(operation, newExtent, border, missing, constant);
    }

    public Correlation withBorder(Border newBorder) {
        return new Correlation(operation, extent, newBorder, missing, constant);
    }

    public Correlation withMissing(MissingPixels newMissing) {
        return new Correlation(operation, extent, border, newMissing, constant);
    }

    public Correlation withConstant(float newConstant) {
        return new Correlation(operation, extent, border, missing, newConstant);
    }
}
