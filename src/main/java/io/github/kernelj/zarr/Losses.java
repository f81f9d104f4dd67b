package io.github.kernelj.zarr;

import java.util.concurrent.atomic.LongAdder;

/** How many values were lost when they became pixels of an integer type. Safe for use by several threads. */
public final class Losses {

    private final LongAdder clipped = new LongAdder();
    private final LongAdder missing = new LongAdder();

    /** How many values lay beyond the type's range and became its least or largest value. */
    public long clipped() {
        return clipped.sum();
    }

    /** How many values were NaN and became 0. */
    public long missing() {
        return missing.sum();
    }

    void add(long moreClipped, long moreMissing) {
        clipped.add(moreClipped);
        missing.add(moreMissing);
    }
}
