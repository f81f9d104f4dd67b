package io.github.kernelj.benchmark;

import java.util.Arrays;

/**
 * Times two ways of doing the same work in turn, so that a machine that slows down slows both.
 *
 * @param seconds for which turns are counted; both are warmed up for half as long before
 */
record Contest(double seconds) {

    private static final int LEAST = 5;
    private static final int MOST = 41;

    /** A piece of work that says how long it took, in nanoseconds. */
    interface Work {
        long time() throws Exception;

        /** Work timed from outside. */
        static Work of(Action action) {
            return () -> {
                long start = System.nanoTime();
                action.run();
                return System.nanoTime() - start;
            };
        }

        /** What so many times this work would take. */
        default Work times(double factor) {
            return () -> (long) (time() * factor);
        }
    }

    /** Work that may fail. */
    interface Action {
        void run() throws Exception;
    }

    /**
     * Medians in milliseconds, and the median of the ratios pair by pair.
     *
     * @param ratio the peer's time over ours
     */
    record Result(double ours, double peer, double ratio) {}

    /** Warms both up, then times them in turn: ours, peer, ours, peer. */
    Result run(Work ours, Work peer) throws Exception {
        double counted = seconds * 1e9;
        for (long spent = 0, turns = 0; spent < counted / 2 && turns < MOST || turns < 2; turns++) {
            spent += ours.time() + peer.time();
        }
        double[] oursTimes = new double[MOST];
        double[] peerTimes = new double[MOST];
        int count = 0;
        for (long spent = 0; count < LEAST || spent < counted && count < MOST; count++) {
            long a = ours.time();
            long b = peer.time();
            oursTimes[count] = a / 1e6;
            peerTimes[count] = b / 1e6;
            spent += a + b;
        }
        double[] ratios = new double[count];
        for (int i = 0; i < count; i++) {
            ratios[i] = peerTimes[i] / oursTimes[i];
        }
        return new Result(
                median(Arrays.copyOf(oursTimes, count)), median(Arrays.copyOf(peerTimes, count)), median(ratios));
    }

    /** Warms ours up, then times it alone; the peer's time is one that was measured before. */
    Result run(Work ours, double peerMillis) throws Exception {
        Result alone = run(ours, () -> 0L);
        return new Result(alone.ours(), peerMillis, peerMillis / alone.ours());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
