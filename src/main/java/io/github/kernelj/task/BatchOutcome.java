package io.github.kernelj.task;

/**
 * What became of one file of a batch.
 *
 * @param file from the input folder on
 * @param status what happened
 * @param reason why it failed or was skipped; empty if it's done
 * @param clippedPixels how many values were beyond what the result's pixels hold
 * @param seconds it took
 * @param output the result, from the output folder on
 */
public record BatchOutcome(
        String file, Status status, String reason, long clippedPixels, double seconds, String output) {

    /** What happened. */
    public enum Status {
        DONE,
        SKIPPED,
        FAILED
    }
}
