package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/** What is asked of the pixels of pairs; each question is a pass over them. */
interface Passes {

    /**
     * The number of windows along each axis, of each pair.
     *
     * @param kernel the one to be learned, or a larger one in which it is nested
     */
    List<Shape> windows(Shape kernel);

    /** As {@link BlockStatistics#of}, for a kernel as {@link #windows} takes it. */
    BlockStatistics statistics(Shape kernel, Anchor anchor, BlockGrid grid, Progress progress) throws IOException;

    /** The targets' values. */
    TargetValues values(DiagnosisOptions how, Progress progress) throws IOException;

    /** Looks at the view's blocks, filtered by one kernel. */
    void look(PixelView view, Kernel kernel, TargetValues values, Progress progress) throws IOException;

    /** Looks at the view's blocks of a fold, filtered by the kernel that was learned without them. */
    void lookAt(PixelView view, Kernel kernel, int[] folds, int fold, Progress progress) throws IOException;

    /** The input's noise, estimated. */
    OptionalDouble inputNoise() throws IOException;
}
