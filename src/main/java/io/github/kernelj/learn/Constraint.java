package io.github.kernelj.learn;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What the weights must satisfy. Of a bank, sums are over the weights of one output; the rest holds for each kernel. */
public enum Constraint {
    /** The weights sum to 1: flat images stay as they are. */
    SUM_ONE,
    /** The weights sum to 0: flat images vanish. */
    ZERO_SUM,
    /** W(d) = W(k − 1 − d): the kernel is the same when turned around along all axes. */
    SYMMETRIC,
    /** No weight is below 0. Solved at once. */
    NON_NEGATIVE,
    /**
     * W(x, y, z) = a(x) b(y) c(z). Solved at once, by alternating least squares; there may be other minima than the one
     * found.
     */
    SEPARABLE;

    /** As users write it: {@code sum-one} for {@code SUM_ONE}. */
    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether only {@link Method#EXACT} can satisfy it. */
    private boolean isSolvedAtOnce() {
        return this == NON_NEGATIVE || this == SEPARABLE;
    }

    /**
     * An immutable copy, in the order of the constants.
     *
     * @throws IllegalArgumentException if they contradict each other, or don't go with the method
     */
    static Set<Constraint> checked(Set<Constraint> constraints, Method method, boolean minimumNorm) {
        refuse(constraints, SUM_ONE, ZERO_SUM, "weights can't sum to 1 and to 0");
        refuse(constraints, ZERO_SUM, NON_NEGATIVE, "only weights that are all 0 do both");
        refuse(constraints, ZERO_SUM, SEPARABLE, "it would be left open along which axis the weights sum to 0");
        for (Constraint constraint : constraints) {
            if (constraint.isSolvedAtOnce() && method != Method.EXACT) {
                throw new IllegalArgumentException(
                        "constraint=" + constraint.word() + " isn't reached in steps; it goes" + " with method=exact");
            }
            if (constraint.isSolvedAtOnce() && minimumNorm) {
                throw new IllegalArgumentException(
                        "constraint=" + constraint.word() + " doesn't go with minimum-norm; use ridge > 0 instead");
            }
        }
        return constraints.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(constraints));
    }

    private static void refuse(Set<Constraint> constraints, Constraint one, Constraint other, String why) {
        if (constraints.contains(one) && constraints.contains(other)) {
            throw new IllegalArgumentException(
                    "constraint=" + one.word() + " doesn't go with " + other.word() + ": " + why);
        }
    }
}
