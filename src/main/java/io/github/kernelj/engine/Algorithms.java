package io.github.kernelj.engine;

import io.github.kernelj.kernel.KernelBank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The choice between the algorithms. */
final class Algorithms {

    private Algorithms() {}

    /** Nanoseconds of applying a kernel beneath which decomposing it, to find something faster, takes longer. */
    private static final double QUICK = 1e5;

    /** The algorithm whose predicted time for this bank, extent and shape is least; the simpler one of equals. */
    static Algorithm cheapest(KernelBank bank, Geometry geometry, float constant) {
        List<Algorithm> candidates = new ArrayList<>();
        candidates.add(direct(bank, geometry, constant));
        if (bank.shape().volume() * bank.inputs() <= RowByRow.MOST_TAPS) {
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

    static Algorithm direct(KernelBank bank, Geometry geometry, float constant) {
        return new Direct("direct", bank, geometry, constant, Terms.ofPlanes(bank));
    }

    static Algorithm planesTimesLines(KernelBank bank, Geometry geometry, float constant) {
        return new Direct("plane times line", bank, geometry, constant, Terms.ofPlanesTimesLines(bank));
    }

    static Algorithm separable(KernelBank bank, Geometry geometry, float constant) {
        return new Direct("separable", bank, geometry, constant, Terms.ofLines(bank));
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
