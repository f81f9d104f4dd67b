package io.github.kernelj.learn;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Shape;

/**
 * Pairs of one size that are read box by box, as they are too large for one process. Boxes are of pixels, by their positions
 * in the image. Safe for use by several threads.
 */
public interface PairBoxes {

    /** Number of pairs. */
    int pairs();

    /** Extents of each input. */
    Shape input();

    /** Extents of each target. */
    Shape target();

    /** Extents of the parts that work is cut into: few enough pixels for one process, and of whole chunks where it can be. */
    Shape part();

    /** Some pixels of an input. */
    PlaneSource input(int pair, WindowBox box);

    /** Some pixels of a target. */
    PlaneSource target(int pair, WindowBox box);
}
