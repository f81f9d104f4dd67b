package io.github.kernelj.engine;

/**
 * A way to compute output planes from the input planes their windows reach. Immutable.
 */
interface Algorithm {

    String name();

    /** Why this algorithm was chosen, in one sentence. */
    String reason();

    /**
     * Predicted time for the whole volume on one thread, in nanoseconds on a processor of 2021; good for comparing
     * algorithms, and dependent on kernel, extent and shape only.
     */
    double cost();

    /** Whether a pixel's result, to the bit, doesn't depend on what else is computed with it. */
    default boolean isSameInParts() {
        return true;
    }

    /** How many neighbouring output planes are computed together. */
    int planesPerStep();

    /** Begins one run over the planes of a volume; what it scribbles on belongs to the run and goes with it. */
    Work begin();

    /** The computing part of one run. Steps come in the order of the planes; the pieces of a step run side by side. */
    interface Work {

        /** Into how many independent pieces that falls which has to be done before a step's own pieces; may be 0. */
        default int preparations(Step step) {
            return 0;
        }

        /** Does one piece of what has to be done before, of at most 50 ms. */
        default void prepare(Step step, int piece) {}

        /** Into how many independent pieces a step of so many output planes falls. */
        int pieces(int planes);

        /**
         * Computes one piece of a step, every pixel of it in one fixed order, hands each row that may hold results that
         * aren't finite to the step's {@link MissingRepair}, and writes it. The same pixels of all outputs are of one piece.
         *
         * @param step input planes to read and output planes to write
         * @param piece from 0 to {@link #pieces} − 1
         * @param progress asked at least every 50 ms whether to go on
         */
        void compute(Step step, int piece, Progress progress);
    }
}
