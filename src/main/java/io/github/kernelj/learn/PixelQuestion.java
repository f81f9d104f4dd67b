package io.github.kernelj.learn;

import java.io.IOException;
import java.io.Serializable;

/** What is asked of the pixels of pairs, part by part, on whatever machine. Immutable. */
public interface PixelQuestion extends Serializable {

    /**
     * The answer of one part.
     *
     * @throws IOException if pixels can't be read
     */
    PixelSums answer(PixelPart part, PairBoxes pixels) throws IOException;
}
