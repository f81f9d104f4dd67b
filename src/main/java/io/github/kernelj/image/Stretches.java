package io.github.kernelj.image;

import io.github.kernelj.engine.Workers;

/** Shares the pixels of a plane among threads, in stretches that are many enough to share and long enough to be worth it. */
final class Stretches {

    private static final int LENGTH = 1 << 16;

    private Stretches() {}

    /** Work on the pixels from {@code from} to {@code to} − 1. */
    @FunctionalInterface
    interface Work {
        void run(int from, int to);
    }

    static void run(int pixels, Workers workers, Work work) {
        int count = (int) (((long) pixels + LENGTH - 1) / LENGTH);
        workers.run(count, i -> work.run(i * LENGTH, (int) Math.min(pixels, (i + 1L) * LENGTH)));
    }
}
