package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import java.io.IOException;
import java.util.List;

/**
 * The target's values: their range, and how many lie at the limits of their type.
 *
 * @param least the least finite value
 * @param most the largest finite value
 * @param low number of values at or below the type's least
 * @param high number of values at or above the type's most
 * @param count number of finite values
 */
record TargetValues(double least, double most, long low, long high, long count) {

    /** Of no pixel. */
    static final TargetValues NONE = new TargetValues(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 0, 0);

    /** @throws IOException if a plane can't be read */
    static TargetValues of(List<ExamplePair> pairs, DiagnosisOptions how, Progress progress) throws IOException {
        TargetValues values = NONE;
        for (ExamplePair pair : pairs) {
            for (int z = 0; z < pair.target().shape().depth(); z++) {
                progress.checkCancelled();
                values = values.plus(of(pair.target().plane(z), how.lower(), how.upper()));
            }
        }
        return values;
    }

    static TargetValues of(float[] pixels, double lower, double upper) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        long low = 0;
        long high = 0;
        long count = 0;
        for (float value : pixels) {
            if (Float.isFinite(value)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
                low += value <= lower ? 1 : 0;
                high += value >= upper ? 1 : 0;
                count++;
            }
        }
        return new TargetValues(least, most, low, high, count);
    }

    TargetValues plus(TargetValues other) {
        return new TargetValues(
                Math.min(least, other.least),
                Math.max(most, other.most),
                low + other.low,
                high + other.high,
                count + other.count);
    }

    /** The difference between the largest and the least value; 1 if there is none. */
    double range() {
        return most > least ? most - least : 1;
    }

    Clipping clipping(DiagnosisOptions how) {
        return new Clipping(how.lower(), how.upper(), low, high, count);
    }
}
