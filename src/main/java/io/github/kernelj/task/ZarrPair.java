package io.github.kernelj.task;

import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.ExamplePair;
import io.github.kernelj.learn.PairBoxes;
import io.github.kernelj.learn.WindowBox;
import io.github.kernelj.zarr.OmeZarr;
import io.github.kernelj.zarr.ZarrVolume;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * A pair of images in OME-Zarr to learn from, of which boxes of pixels are read; frames (or slices, if the kernel runs along
 * frames) count as further pairs. Counts the pixels that it has handed out.
 */
public final class ZarrPair implements PairBoxes {

    private final OmeZarr input;
    private final OmeZarr target;
    private final boolean alongFrames;
    private final int pairs;
    private final Shape part;
    private final LongAdder read = new LongAdder();

    /**
     * @param kernel extents with x and y in the plane and z along the stack
     * @throws IllegalArgumentException if the images don't belong together, or have several channels
     */
    public ZarrPair(OmeZarr input, OmeZarr target, Axes axes, Shape kernel) {
        this.input = input;
        this.target = target;
        this.alongFrames = axes.stack().filter(Axes.Stack.FRAMES::equals).isPresent();
        requireOneChannel("input", input);
        requireOneChannel("target", target);
        this.pairs = positions(input);
        if (pairs != positions(target)) {
            throw new IllegalArgumentException("input and target don't belong together: the input has " + pairs
                    + (alongFrames ? " slices" : " frames") + ", the target " + positions(target));
        }
        ZarrVolume volume = volume(input, 0);
        Shape windows = new ExamplePair(new Pixelless(volume.shape()), new Pixelless(target())).windows(kernel);
        this.part = BlockSize.choose(volume.chunks(), windows);
    }

    private static void requireOneChannel(String role, OmeZarr image) {
        int channels = image.dimension('c').size();
        if (channels != 1) {
            throw new IllegalArgumentException("the " + role + " " + image.place() + " has " + channels
                    + " channels; a kernel is learned from one");
        }
    }

    @Override
    public int pairs() {
        return pairs;
    }

    @Override
    public Shape input() {
        return volume(input, 0).shape();
    }

    @Override
    public Shape target() {
        return volume(target, 0).shape();
    }

    @Override
    public Shape part() {
        return part;
    }

    @Override
    public PlaneSource input(int pair, WindowBox box) {
        return planes(volume(input, pair), box);
    }

    @Override
    public PlaneSource target(int pair, WindowBox box) {
        return planes(volume(target, pair), box);
    }

    /** Number of pixels read so far. */
    public long pixelsRead() {
        return read.sum();
    }

    private PlaneSource planes(ZarrVolume volume, WindowBox box) {
        PlaneSource planes = volume.planes(
                range(box.x(), box.size().width()),
                range(box.y(), box.size().height()),
                range(box.z(), box.size().depth()),
                0,
                new Workers(1));
        return new PlaneSource() {
            @Override
            public Shape shape() {
                return planes.shape();
            }

            @Override
            public float[] plane(int z) throws IOException {
                float[] plane = planes.plane(z);
                read.add(plane.length);
                return plane;
            }
        };
    }

    private static int[] range(int start, int length) {
        return IntStream.range(start, start + length).toArray();
    }

    private int positions(OmeZarr image) {
        return image.dimension(alongFrames ? 'z' : 't').size();
    }

    private ZarrVolume volume(OmeZarr image, int position) {
        return alongFrames ? image.frames(0, position) : image.volume(0, position);
    }

    /** A shape, for the pair's own check. */
    private record Pixelless(Shape shape) implements PlaneSource {

        @Override
        public float[] plane(int z) {
            throw new UnsupportedOperationException("a shape alone has no pixels");
        }
    }
}
