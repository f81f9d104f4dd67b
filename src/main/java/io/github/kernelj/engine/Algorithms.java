package io.github.kernelj.engine;

import io.github.kernelj.kernel.KernelBank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The choice between the algorithms. */
final class Algorithms {

    /** Nanoseconds of applying a kernel beneath which decomposing it, to find something faster, takes longer. */
    private static final double QUICK = 1e5;

    private static final String DIRECT = "direct";

    private static final String PLANES_TIMES_LINES = "plane times line";

    private static final String SEPARABLE = "separable";

    private Algorithms() {}

    /** The algorithm whose predicted time for this bank, extent and shape is least; the simpler one of equals. */
    static Algorithm cheapest(KernelBank bank, Geometry geometry, float constant) {
        List<Algorithm> candidates = new ArrayList<>();
        candidates.add(direct(bank, geometry, constant));
        if (RowByRow.mayPay(bank, geometry)) {
            candidates.add(rowByRow(bank, geometry, constant));
        }
        Algorithm best = cheapest(candidates);
        return best.cost() < QUICK ? best : cheapest(withDecompositions(candidates, bank, geometry, constant));
    }

    private static List<Algorithm> withDecompositions(
            List<Algorithm> candidates, KernelBank bank, Geometry geometry, float constant) {
        List<Algorithm> all = new ArrayList<>(candidates);
        if (bank.shape().volume() <= Terms.MOST_TAPS) {
            if (bank.shape().width() <= Band.SPAN) {
                all.add(planesTimesLines(bank, geometry, constant));
            }
            all.add(separable(bank, geometry, constant));
        }
        if (RunningSums.fits(bank)) {
            all.add(runningSums(bank, geometry, constant));
        }
        all.add(fourier(bank, geometry, constant));
        return all;
    }

    private static Algorithm cheapest(List<Algorithm> candidates) {
        return candidates.stream()
                .min(Comparator.comparingDouble(Algorithm::cost))
                .orElseThrow();
    }

    /** The algorithm that is called so, for another shape. */
    static Algorithm named(String name, KernelBank bank, Geometry geometry, float constant) {
        return switch (name) {
            case DIRECT -> direct(bank, geometry, constant);
            case PLANES_TIMES_LINES -> planesTimesLines(bank, geometry, constant);
            case SEPARABLE -> separable(bank, geometry, constant);
            case RowByRow.NAME -> rowByRow(bank, geometry, constant);
            case Fourier.NAME -> fourier(bank, geometry, constant);
            case RunningSums.NAME -> runningSums(bank, geometry, constant);
            default -> throw new IllegalArgumentException("no algorithm is called " + name);
        };
    }

    static Algorithm direct(KernelBank bank, Geometry geometry, float constant) {
        return new Direct(DIRECT, bank, geometry, constant, Terms.ofPlanes(bank));
    }

    static Algorithm planesTimesLines(KernelBank bank, Geometry geometry, float constant) {
        return new Direct(PLANES_TIMES_LINES, bank, geometry, constant, Terms.ofPlanesTimesLines(bank));
    }

    static Algorithm separable(KernelBank bank, Geometry geometry, float constant) {
        return new Direct(SEPARABLE, bank, geometry, constant, Terms.ofLines(bank));
    }

    static Algorithm rowByRow(KernelBank bank, Geometry geometry, float constant) {
        return new RowByRow(bank, geometry, constant);
    }

    static Algorithm fourier(KernelBank bank, Geometry geometry, float constant) {
        return new Fourier(bank, geometry, constant, FourierTiling.of(geometry.output(), geometry.kernel()));
    }

    static Algorithm runningSums(KernelBank bank, Geometry geometry, float constant) {
        return new RunningSums(bank, geometry, constant);
    }
}
