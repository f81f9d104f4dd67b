package io.github.kernelj.learn;

import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How the window positions of a pair are cut into boxes: a number of blocks along each axis, or the least size of a block.
 * Blocks of a pair differ by at most one position along each axis. The numbers never exceed those of the windows.
 *
 * @param kind what the extents mean
 * @param extents numbers of blocks, or of window positions
 */
public record BlockGrid(Kind kind, Shape extents) {

    /** What the extents of a grid mean. */
    public enum Kind {
        /** The number of blocks along each axis. */
        BLOCKS,
        /** The number of window positions that a block has at least along each axis, if the pair has as many. */
        WINDOWS
    }

    /** Blocks that statistics over blocks, such as cluster-robust standard errors, need at least. */
    public static final int ENOUGH = 36;

    /** Kernel widths that a block has at least, so that neighbouring blocks are nearly independent. */
    public static final int KERNEL_WIDTHS = 4;

    public BlockGrid {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(extents, "extents");
    }

    /** As many blocks along each axis, of every pair. */
    public static BlockGrid of(int x, int y, int z) {
        return new BlockGrid(Kind.BLOCKS, new Shape(x, y, z));
    }

    /** Blocks of at least this many windows along each axis. */
    public static BlockGrid ofSize(Shape windows) {
        return new BlockGrid(Kind.WINDOWS, windows);
    }

    /**
     * The coarsest grid of at least {@value #ENOUGH} blocks in all pairs together, each at least {@value #KERNEL_WIDTHS}
     * kernels wide along every axis; where the pairs are too small for that, as many blocks of that width as there are.
     * Blocks are about as many kernels wide along one axis as along the other: a square image has 6 x 6, which 2 x 2 or
     * 3 x 3 tiles share evenly, a cube 4 x 3 x 3.
     *
     * @param windows the number of windows along each axis, of each pair
     * @throws IllegalArgumentException if there is no pair
     */
    public static BlockGrid choose(Shape kernel, List<Shape> windows) {
        return choose(kernel, windows, ENOUGH);
    }

    static BlockGrid choose(Shape kernel, List<Shape> windows, long enough) {
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("a grid of blocks needs at least one pair");
        }
        int[] least = {KERNEL_WIDTHS * kernel.width(), KERNEL_WIDTHS * kernel.height(), KERNEL_WIDTHS * kernel.depth()};
        int[] blocks = {1, 1, 1};
        while (count(blocks, windows) < enough) {
            int axis = widest(blocks, least, windows);
            if (axis < 0) {
                break;
            }
            blocks[axis]++;
        }
        return of(blocks[0], blocks[1], blocks[2]);
    }

    /** The axis along which blocks are the most kernels wide; −1 if none can be cut further. */
    private static int widest(int[] blocks, int[] least, List<Shape> windows) {
        int widest = -1;
        double most = 1;
        for (int axis = 0; axis < 3; axis++) {
            int extent = Integer.MAX_VALUE;
            for (Shape shape : windows) {
                extent = Math.min(extent, extent(shape, axis));
            }
            double kernels = (double) extent / blocks[axis] / least[axis];
            if (extent / (blocks[axis] + 1) >= least[axis] && kernels > most) {
                widest = axis;
                most = kernels;
            }
        }
        return widest;
    }

    private static long count(int[] blocks, List<Shape> windows) {
        return (long) blocks[0] * blocks[1] * blocks[2] * windows.size();
    }

    /** Number of blocks along each axis for a pair of this many windows. */
    public Shape blocks(Shape windows) {
        return new Shape(blocks(windows, 0), blocks(windows, 1), blocks(windows, 2));
    }

    private int blocks(Shape windows, int axis) {
        int available = extent(windows, axis);
        int wanted = extent(extents, axis);
        return kind == Kind.BLOCKS ? Math.min(wanted, available) : Math.max(1, available / wanted);
    }

    /** The boxes of a pair of this many windows: z, y, x with x fastest. */
    public List<WindowBox> boxes(Shape windows) {
        Shape blocks = blocks(windows);
        List<WindowBox> boxes = new ArrayList<>();
        for (int z = 0; z < blocks.depth(); z++) {
            for (int y = 0; y < blocks.height(); y++) {
                for (int x = 0; x < blocks.width(); x++) {
                    int left = start(x, blocks.width(), windows.width());
                    int top = start(y, blocks.height(), windows.height());
                    int front = start(z, blocks.depth(), windows.depth());
                    boxes.add(new WindowBox(
                            left,
                            top,
                            front,
                            new Shape(
                                    start(x + 1, blocks.width(), windows.width()) - left,
                                    start(y + 1, blocks.height(), windows.height()) - top,
                                    start(z + 1, blocks.depth(), windows.depth()) - front)));
                }
            }
        }
        return List.copyOf(boxes);
    }

    private static int start(int block, int blocks, int windows) {
        return (int) ((long) block * windows / blocks);
    }

    private static int extent(Shape shape, int axis) {
        return axis == 0 ? shape.width() : axis == 1 ? shape.height() : shape.depth();
    }
}
