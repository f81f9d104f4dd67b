package io.github.kernelj.engine;

/**
 * Some neighbouring output planes and the input planes that their windows reach.
 *
 * @param first number of the first output plane
 * @param inputs by input channel and plane of the volume; only planes in reach are there, the others are null
 * @param outputs by output channel and plane, counted from {@code first}: takes the results, repaired
 * @param centres a typical pixel value of each input channel: subtracting it keeps bright flat images precise
 * @param repair what an algorithm hands rows to in which a result came out NaN or infinite
 */
record Step(int first, Pixels[][] inputs, PlaneWriter[][] outputs, float[] centres, MissingRepair repair) {

    /** Number of output planes. */
    int planes() {
        return outputs[0].length;
    }
}
