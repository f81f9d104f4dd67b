package io.github.kernelj.learn;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Is told the loss while a kernel is learned, before every so many updates ({@link TrainingOptions#printInterval}). */
@FunctionalInterface
public interface TrainingListener {

    /** Nobody listens. */
    TrainingListener NONE = (iteration, loss) -> {};

    /**
     * One report, from the thread that learns.
     *
     * @param iteration number of the iteration, from 1
     * @param loss of the kernel before this iteration's update: the sum or mean of the squared errors, whichever is
     *     minimised
     */
    void step(long iteration, double loss);

    /**
     * A point on the way, of those that {@link Fit#history} keeps, and one at any step at which the listener
     * {@link #isWaiting}; from the thread that learns. Where several kernels are learned one after another, each way begins
     * at step 0.
     */
    default void point(Fit.Point point) {}

    /** The kernels are learned; what follows is a look at them, which may be cancelled without losing them. */
    default void learned(List<Fit> fits) {}

    /** Whether it wants to hear how far learning is; asked at every step. */
    default boolean isWaiting() {
        return false;
    }

    /** A listener that writes each report as the lesson does, for example {@code batch 2, loss 4.915}. */
    static TrainingListener printing(Consumer<String> lines) {
        return (iteration, loss) -> lines.accept(String.format(Locale.ROOT, "batch %d, loss %.3f", iteration, loss));
    }
}
