package io.github.kernelj.engine;

import java.util.Arrays;
import java.util.List;

/**
 * A product of sums: planes of an input are combined to one, its columns by a line along x, and the rows of that are added
 * to the output by a plane of taps. Every kernel is a sum of such terms. A separable kernel is one of them, a line in each
 * direction; a plane of any kernel is one without combined planes and columns.
 *
 * @param output output channel
 * @param input input channel
 * @param planes the kernel planes that are combined
 * @param z weight of each of these planes
 * @param x the line along x; none if columns aren't combined
 * @param taps what is added to the output
 */
record Term(int output, int input, int[] planes, float[] z, List<Chunk> x, List<Chunk> taps) {

    /** A plane of a kernel as it is. */
    static Term ofPlane(int output, int input, int plane, List<Chunk> taps) {
        return new Term(output, input, new int[] {plane}, new float[] {1}, List.of(), taps);
    }

    /** A product with a line along z; planes of weight 0 are left out. */
    static Term ofProduct(int output, int input, float[] z, List<Chunk> x, List<Chunk> taps) {
        int used = 0;
        int[] planes = new int[z.length];
        float[] weights = new float[z.length];
        for (int plane = 0; plane < z.length; plane++) {
            if (z[plane] != 0) {
                planes[used] = plane;
                weights[used++] = z[plane];
            }
        }
        return new Term(output, input, Arrays.copyOf(planes, used), Arrays.copyOf(weights, used), x, taps);
    }

    boolean combinesPlanes() {
        return planes.length != 1 || z[0] != 1;
    }

    /** Whether the output's taps are those of the input's own pixels. */
    boolean isPlain() {
        return !combinesPlanes() && x.isEmpty();
    }

    /** Number of multiplications for an output pixel. */
    int multiplications() {
        int count = combinesPlanes() ? planes.length : 0;
        for (Chunk chunk : x) {
            count += chunk.taps();
        }
        for (Chunk chunk : taps) {
            count += chunk.taps();
        }
        return count;
    }
}
