package io.github.kernelj.engine;

import java.util.concurrent.CancellationException;

/** How an algorithm tells how far it is, and learns that nobody wants the result any more. Called from any thread. */
public interface Progress {

    /** Nobody looks, nobody cancels. */
    Progress NONE = fraction -> {};

    /** @param fraction of the work that is done, from 0 to 1 */
    void report(double fraction);

    /** Whether the work should stop; asked at least every 50 ms of computing. */
    default boolean isCancelled() {
        return false;
    }

    /** @throws CancellationException if the work should stop */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancellationException("cancelled");
        }
    }

    /** Progress of a part of the work, which runs from {@code from} to {@code to} of the whole. */
    default Progress part(double from, double to) {
        Progress whole = this;
        return new Progress() {
            @Override
            public void report(double fraction) {
                whole.report(from + (to - from) * fraction);
            }

            @Override
            public boolean isCancelled() {
                return whole.isCancelled();
            }
        };
    }
}
