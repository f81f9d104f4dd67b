package io.github.kernelj.engine;

import io.github.kernelj.kernel.KernelBank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The choice between the algorithms. */
final class Algorithms {

    private Algorithms() {}

    /** The algorithm whose predicted time for this bank, extent and shape is least; the simpler one of equals. */
    static Algorithm cheapest(KernelBank bank, Geometry geometry, float constant) {
        List<Algorithm> candidates = new ArrayList<>();
        candidates.add(direct(bank, geometry, constant));
        if (bank.shape().volume() <= Terms.MOST_TAPS) {
            if (bank.shape().width() <= Band.SPAN) {
                candidates.add(planesTimesLines(bank, geometry, constant));
            }
            candidates.add(separable(bank, geometry, constant));
        }
        if (RunningSums.fits(bank)) {
            candidates.add(runningSums(bank, geometry, constant));
        }
        candidates.add(fourier(bank, geometry, constant));
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

    static Algorithm fourier(KernelBank bank, Geometry geometry, float constant) {
        return new Fourier(bank, geometry, constant, FourierTiling.of(geometry.output(), geometry.kernel()));
    }

    static Algorithm runningSums(KernelBank bank, Geometry geometry, float constant) {
        return new RunningSums(bank, geometry, constant);
    }
}
