package io.github.kernelj.learn;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Targets of which those at a limit count as bounds: their values are replaced by what is expected of them, given the
 * prediction, normal noise and the bound (Tobin, 1958, "Estimation of relationships for limited dependent variables"; by
 * expectation and maximisation as Dempster, Laird and Rubin, 1977).
 */
final class CensoredTargets {

    static final int MAX_ROUNDS = 300;

    /** Change of a weight, as a part of the largest, at which the expected values have settled. */
    private static final double TOLERANCE = 1e-6;

    private final List<WindowSet> windows;
    private final ClipLimits limits;
    private final List<PlaneSource> targets = new ArrayList<>();
    private long count;

    /** @param windows those that count, of each pair */
    CensoredTargets(List<WindowSet> windows, ClipLimits limits) {
        this.windows = windows;
        this.limits = limits;
    }

    /** The targets with expected values, of each pair. */
    List<PlaneSource> targets() {
        return targets;
    }

    /** Number of targets that count as bounds. */
    long count() {
        return count;
    }

    /**
     * Replaces the clipped values.
     *
     * @param deviation of the noise so far
     * @return the new one
     */
    double expect(List<ClippedWindows.Predictions> predictions, double deviation) throws IOException {
        targets.clear();
        count = 0;
        double[] squares = new double[1];
        long total = 0;
        for (int i = 0; i < windows.size(); i++) {
            WindowSet set = windows.get(i);
            Volume target = copy(set);
            predictions.get(i).visit((z, predicted) -> squares[0] += expect(set, z, predicted, target, deviation));
            targets.add(target);
            total += set.count();
        }
        return Math.sqrt(squares[0] / total);
    }

    private static Volume copy(WindowSet set) throws IOException {
        Volume copy = new Volume(set.shape());
        for (int z = 0; z < copy.shape().depth(); z++) {
            copy.accept(z, new float[copy.shape().width() * copy.shape().height()]);
        }
        for (int z = 0; z < set.depth(); z++) {
            copy.accept(set.targetPlane(z), set.target(z).clone());
        }
        return copy;
    }

    private double expect(WindowSet set, int z, float[] predicted, Volume target, double deviation) {
        float[] values = target.plane(set.targetPlane(z));
        double squares = 0;
        for (int window = set.bits(z).nextSetBit(0);
                window >= 0;
                window = set.bits(z).nextSetBit(window + 1)) {
            int pixel = set.targetPixel(window);
            double residual = values[pixel] - predicted[window];
            if (!Double.isFinite(residual)) {
                continue;
            }
            if (limits.clips(values[pixel])) {
                boolean high = values[pixel] >= limits.high();
                double bound = high ? limits.high() - predicted[window] : predicted[window] - limits.low();
                double spread = Math.max(deviation, Math.ulp((float) bound));
                double hazard = NormalTail.hazard(bound / spread);
                values[pixel] = (float) (predicted[window] + (high ? hazard : -hazard) * spread);
                squares += spread * spread * (1 + bound / spread * hazard);
                count++;
            } else {
                squares += residual * residual;
            }
        }
        return squares;
    }

    static boolean isSame(double[] before, double[] after) {
        double largest = 0;
        double change = 0;
        for (int i = 0; i < after.length; i++) {
            largest = Math.max(largest, Math.abs(after[i]));
            change = Math.max(change, Math.abs(after[i] - before[i]));
        }
        return change <= TOLERANCE * largest;
    }
}
