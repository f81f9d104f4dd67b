package io.github.kernelj.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * What can be said about a kernel's weights.
 *
 * @param shape extents
 * @param taps number of weights
 * @param sum sum of the weights: the answer to an image of ones, without the bias
 * @param magnitude sum of the weights' magnitudes
 * @param norm Euclidean norm of the weights: by how much white noise is amplified
 * @param rank of a plane: the number of singular values above the largest times the longer extent times 2^-23 (a float's
 *     rounding); absent for a volume, and for a plane both of whose extents exceed {@link #LARGEST_RANKED}
 * @param separableError Euclidean distance to the nearest outer product of an x, a y and a z line, divided by {@code norm};
 *     0 for a kernel that is all zero; for a volume an upper bound
 * @param alongX symmetry about the middle of the kernel when x is turned around
 * @param alongY the same for y
 * @param alongZ the same for z
 * @param notices warnings: all weights zero, or a sum that is nearly zero beside their magnitude
 */
public record KernelInspection(
        Shape shape,
        int taps,
        double sum,
        double magnitude,
        double norm,
        OptionalInt rank,
        double separableError,
        Symmetry alongX,
        Symmetry alongY,
        Symmetry alongZ,
        List<String> notices) {

    /** The shorter extent of the largest plane whose rank is computed. */
    public static final int LARGEST_RANKED = 512;

    /** Most that {@link #separableError} of a separable kernel is: its weights are rounded to float. */
    public static final double SEPARABLE = 1e-6;

    /** Weights count as equal if they differ by less than this fraction of the largest. */
    private static final double EQUAL = 1e-6;

    /** What turning an axis around does to the weights. */
    public enum Symmetry {
        /** Nothing; also said of an axis of one tap. */
        EVEN,
        /** Their signs change. */
        ODD,
        NONE
    }

    public KernelInspection {
        notices = List.copyOf(notices);
    }

    public static KernelInspection of(Kernel kernel) {
        return new KernelInspection(
                kernel.shape(),
                (int) kernel.shape().volume(),
                kernel.sum(),
                kernel.magnitude(),
                norm(kernel),
                rank(kernel),
                RankOne.relativeError(kernel),
                symmetry(kernel, 0),
                symmetry(kernel, 1),
                symmetry(kernel, 2),
                notices(kernel));
    }

    /** Whether the kernel is an outer product of lines, up to the rounding of its weights ({@link #SEPARABLE}). */
    public boolean isSeparable() {
        return separableError <= SEPARABLE;
    }

    private static double norm(Kernel kernel) {
        double squares = 0;
        for (float weight : kernel.weights()) {
            squares += (double) weight * weight;
        }
        return Math.sqrt(squares);
    }

    private static OptionalInt rank(Kernel kernel) {
        Shape shape = kernel.shape();
        if (shape.depth() > 1 || Math.min(shape.width(), shape.height()) > LARGEST_RANKED) {
            return OptionalInt.empty();
        }
        if (kernel.magnitude() == 0) {
            return OptionalInt.of(0);
        }
        if (shape.dimensions() == 1 || shape.width() == 1) {
            return OptionalInt.of(1);
        }
        DMatrixRMaj matrix = new DMatrixRMaj(shape.height(), shape.width());
        float[] weights = kernel.weights();
        for (int i = 0; i < weights.length; i++) {
            matrix.data[i] = weights[i];
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(shape.height(), shape.width(), false, false, true);
        if (!svd.decompose(matrix)) {
            return OptionalInt.empty();
        }
        double largest = 0;
        for (double value : svd.getSingularValues()) {
            largest = Math.max(largest, value);
        }
        double tolerance = largest * Math.max(shape.width(), shape.height()) * 0x1p-23;
        int rank = 0;
        for (int i = 0; i < svd.numberOfSingularValues(); i++) {
            rank += svd.getSingularValues()[i] > tolerance ? 1 : 0;
        }
        return OptionalInt.of(rank);
    }

    private static Symmetry symmetry(Kernel kernel, int axis) {
        Shape shape = kernel.shape();
        float[] weights = kernel.weights();
        double largest = 0;
        double evenError = 0;
        double oddError = 0;
        for (int i = 0; i < weights.length; i++) {
            int x = i % shape.width();
            int y = i / shape.width() % shape.height();
            int z = i / shape.width() / shape.height();
            double turned = switch (axis) {
                case 0 -> kernel.weight(shape.width() - 1 - x, y, z);
                case 1 -> kernel.weight(x, shape.height() - 1 - y, z);
                default -> kernel.weight(x, y, shape.depth() - 1 - z);
            };
            largest = Math.max(largest, Math.abs(weights[i]));
            evenError = Math.max(evenError, Math.abs(weights[i] - turned));
            oddError = Math.max(oddError, Math.abs(weights[i] + turned));
        }
        if (evenError <= EQUAL * largest) {
            return Symmetry.EVEN;
        }
        return oddError <= EQUAL * largest ? Symmetry.ODD : Symmetry.NONE;
    }

    private static List<String> notices(Kernel kernel) {
        List<String> notices = new ArrayList<>();
        if (kernel.magnitude() == 0) {
            notices.add("All weights are zero, so every output pixel is the bias.");
        } else if (KernelNormalization.isNearlyZero(kernel)) {
            notices.add("The weights sum to nearly zero (" + Numbers.shortest((float) kernel.sum())
                    + "): flat regions become nearly 0, and normalising would amplify noise.");
        }
        return notices;
    }
}
