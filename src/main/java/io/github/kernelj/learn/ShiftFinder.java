package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells whether the target of a pair is shifted against the input, or the kernel off its anchor. A kernel {@value #REACH}
 * pixels wider on every side (less, where that is too many taps, as in volumes) is learned with a ridge; where its weights have their energy, w², there the kernel lies. Only
 * weights that stand out of the noise count, so that a wide kernel learned from a noisy pair doesn't point anywhere.
 *
 * <p>At most {@value #MAX_WINDOWS} windows in the middle of the image are looked at, so the time it takes is bounded.
 */
public final class ShiftFinder {

    /** By how many pixels the kernel is made wider on every side at most: the largest shift that is found for certain in planes. */
    public static final int REACH = 3;

    /** Most windows that are looked at. */
    static final long MAX_WINDOWS = 1 << 17;

    /** Least windows for each weight; smaller pairs say nothing. */
    private static final int WINDOWS_PER_TAP = 4;

    private static final int MAX_TAPS = 1000;

    /** Of small kernels the wider one has at most as many taps, or {@value #TIMES_WIDER} times the kernel's: deep ones grow fast. */
    private static final int FEW_TAPS = 200;

    private static final int TIMES_WIDER = 15;

    private static final int MOST_PLANES = 32;

    /**
     * Standard errors that a weight must be away from 0 to count. Chance takes one of a thousand weights that far in one
     * of two thousand pairs.
     */
    private static final double STANDS_OUT = 5;

    /** As a part of the mean variance under the taps. */
    private static final double RIDGE = 1e-4;

    private ShiftFinder() {}

    /**
     * Where the kernel's energy lies, in a pair of one channel; of several their mean is taken.
     *
     * @param kernel the shape to be learned; only kernels deeper than 1 are looked for along z
     * @return its offset from the middle of the kernel as its shape and anchor place it; nothing if the pair is too small to
     *     tell, or nothing stands out of its noise
     * @throws IllegalArgumentException as {@link PatchStatistics#of} does
     * @throws IOException if a plane can't be read
     * @throws java.util.concurrent.CancellationException if progress says so
     */
    public static Optional<Offset> find(
            ChannelPair channels, Shape kernel, Anchor anchor, Workers workers, Progress progress) throws IOException {
        ExamplePair pair = new ExamplePair(MeanPlanes.of(channels.inputs()), MeanPlanes.of(channels.targets()));
        Shape windows = pair.windows(kernel);
        long most = Math.min(MAX_TAPS, Math.max(FEW_TAPS, TIMES_WIDER * kernel.volume()));
        for (int reach = REACH; reach > 0; reach--) {
            int deep = kernel.depth() > 1 ? reach : 0;
            if (windows.width() > 2 * reach && windows.height() > 2 * reach && windows.depth() > 2 * deep) {
                Shape wide =
                        new Shape(kernel.width() + 2 * reach, kernel.height() + 2 * reach, kernel.depth() + 2 * deep);
                WindowBox middle = middle(windows, reach, deep);
                if (wide.volume() <= most && middle.size().volume() >= WINDOWS_PER_TAP * wide.volume()) {
                    ExamplePair widened = widened(pair, kernel, anchor, middle, reach, deep);
                    Anchor centre = Anchor.centreOf(wide);
                    return centroid(PatchStatistics.of(widened, wide, centre, workers, progress));
                }
            }
        }
        return Optional.empty();
    }

    /** Windows of the kernel in the middle of the image that can be made wider. */
    private static WindowBox middle(Shape windows, int reach, int deep) {
        int depth = deep == 0 ? 1 : Math.min(windows.depth() - 2 * deep, MOST_PLANES);
        int side = (int) Math.sqrt((double) MAX_WINDOWS / depth);
        int height = Math.min(windows.height() - 2 * reach, side);
        int width = (int) Math.min(windows.width() - 2 * reach, MAX_WINDOWS / depth / height);
        return new WindowBox(
                (windows.width() - width) / 2,
                (windows.height() - height) / 2,
                (windows.depth() - depth) / 2,
                new Shape(width, height, depth));
    }

    /** The pair of a wider kernel, whose windows have those of the kernel in their middle. */
    private static ExamplePair widened(
            ExamplePair pair, Shape kernel, Anchor anchor, WindowBox box, int reach, int deep) {
        Shape seen = new Shape(
                box.size().width() + kernel.width() - 1 + 2 * reach,
                box.size().height() + kernel.height() - 1 + 2 * reach,
                box.size().depth() + kernel.depth() - 1 + 2 * deep);
        Anchor first = pair.firstTarget(kernel, anchor);
        return new ExamplePair(
                new CroppedPlanes(pair.input(), new WindowBox(box.x() - reach, box.y() - reach, box.z() - deep, seen)),
                new CroppedPlanes(
                        pair.target(),
                        new WindowBox(box.x() + first.x(), box.y() + first.y(), box.z() + first.z(), box.size())));
    }

    private static Optional<Offset> centroid(PatchStatistics statistics) {
        int taps = statistics.taps();
        double trace = 0;
        for (int tap = 0; tap < taps; tap++) {
            trace += statistics.gram(tap, tap);
        }
        if (statistics.count() <= taps || trace == 0) {
            return Optional.empty();
        }
        double[] matrix = statistics.gram();
        for (int tap = 0; tap < taps; tap++) {
            matrix[tap * taps + tap] += RIDGE * trace / taps;
        }
        NormalMatrix equations = new NormalMatrix(matrix, taps);
        double[] weights = equations.solve(statistics.cross());
        double mean = statistics.targetMean() - ConjugateGradient.dot(weights, statistics.means());
        double variance = statistics.loss(weights, mean) / (statistics.count() - taps);
        double[] energies = equations.inverseDiagonal();
        for (int tap = 0; tap < taps; tap++) {
            double energy = weights[tap] * weights[tap];
            energies[tap] = energy > STANDS_OUT * STANDS_OUT * variance * energies[tap] ? energy : 0;
        }
        return Offset.ofEnergy(energies, statistics.shape());
    }
}
