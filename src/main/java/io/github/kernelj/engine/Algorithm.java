package io.github.kernelj.engine;

/**
 * A way to compute output planes from the input planes their windows reach. Immutable: what a piece of work needs to
 * scribble on, it makes or borrows for itself.
 */
interface Algorithm {

    String name();

    /** Why this algorithm was chosen, in one sentence. */
    String reason();

    /** How many neighbouring output planes are computed together. */
    int planesPerStep();

    /** Into how many independent pieces a step of so many output planes falls. */
    int pieces(int planes);

    /**
     * Computes one piece of a step, every pixel of it in one fixed order, and hands each area that may hold results that
     * aren't finite to the step's {@link MissingRepair}.
     *
     * @param step input planes to read and output planes to write
     * @param piece from 0 to {@link #pieces} − 1
     * @param progress asked at least every 50 ms whether to go on
     */
    void compute(Step step, int piece, Progress progress);
}
