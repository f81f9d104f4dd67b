package io.github.kernelj.learn;

import java.io.IOException;
import java.util.List;

/** Who asks the parts of the pixels, on several machines perhaps. */
@FunctionalInterface
public interface PixelSpread {

    /**
     * Asks every part.
     *
     * @return for each key, from 0 on, the sum of its parts' answers; the order in which they are added depends on their
     *     numbers only
     * @throws IOException if pixels can't be read
     */
    List<PixelSums> ask(PixelQuestion question, List<PixelPart> parts) throws IOException;
}
