package io.github.kernelj.learn;

import java.util.ArrayList;
import java.util.List;

/**
 * Positions along one axis at which a pixel is seen by the same taps. Tap d sees the pixels d to d + windows − 1: those in
 * the middle are seen by every tap, those near an edge by some. This is all that keeps G from being Toeplitz.
 *
 * @param from the first position
 * @param to the position after the last
 * @param first the first tap that sees them
 * @param last the last tap that sees them
 */
record TapRun(int from, int to, int first, int last) {

    /**
     * The runs of an axis, for products of pixels at i and i + lag: taps d for which d + lag is a tap too.
     *
     * @param pixels number of pixels along the axis
     * @param taps number of taps along the axis
     */
    static List<TapRun> of(int pixels, int taps, int lag) {
        int windows = pixels - taps + 1;
        int lowest = Math.max(0, -lag);
        int highest = Math.min(taps, taps - lag) - 1;
        List<TapRun> runs = new ArrayList<>();
        int from = lowest;
        while (from < highest + windows) {
            int first = Math.max(lowest, from - windows + 1);
            int last = Math.min(highest, from);
            boolean all = first == lowest && last == highest;
            int to = all ? Math.max(from + 1, lowest + windows) : from + 1;
            runs.add(new TapRun(from, to, first, last));
            from = to;
        }
        return List.copyOf(runs);
    }
}
