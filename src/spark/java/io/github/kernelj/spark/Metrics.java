package io.github.kernelj.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * What work has cost: what a cluster is sized by.
 *
 * @param parts done
 * @param pixelsRead of inputs, halos counted
 * @param pixels of the result, or windows learned from
 * @param bytesRead as stored
 * @param bytesWritten as stored
 * @param taskNanos of all tasks together
 */
record Metrics(int parts, long pixelsRead, long pixels, long bytesRead, long bytesWritten, long taskNanos)
        implements Serializable {

    static final Metrics NONE = new Metrics(0, 0, 0, 0, 0, 0);

    Metrics plus(Metrics other) {
        return new Metrics(
                parts + other.parts,
                pixelsRead + other.pixelsRead,
                pixels + other.pixels,
                bytesRead + other.bytesRead,
                bytesWritten + other.bytesWritten,
                taskNanos + other.taskNanos);
    }

    /** In plain words, a line each. */
    List<String> lines(double seconds) {
        double giga = pixels / 1e9;
        return List.of(
                String.format(Locale.ROOT, "blocks: %d", parts),
                String.format(Locale.ROOT, "read: %.1f MB, written: %.1f MB", bytesRead / 1e6, bytesWritten / 1e6),
                String.format(
                        Locale.ROOT,
                        "pixels read for each that was needed: %.3f",
                        pixels == 0 ? 0 : (double) pixelsRead / pixels),
                String.format(
                        Locale.ROOT,
                        "time: %.1f s; a gigavoxel: %.1f s, or %.1f s of one core",
                        seconds,
                        giga == 0 ? 0 : seconds / giga,
                        giga == 0 ? 0 : taskNanos / 1e9 / giga));
    }
}
