package io.github.kernelj.learn;

import io.github.kernelj.engine.DoubleFft;
import io.github.kernelj.engine.DoubleTile;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Lag sums by Fourier transforms of tiles in each plane, and products of spectra along z. A tile's own pixels are
 * correlated with the tile that holds them and all within reach, so each pair of pixels counts once. Two tiles are
 * transformed at a time, as real and imaginary part: of the product of one such pair's conjugate with another the real part
 * of the inverse is the sum of both correlations. Sums are kept as spectra and transformed back once.
 *
 * <p>Work is shared out by groups of tiles, each with sums of its own, so that they don't depend on how many threads there
 * are.
 */
final class FourierLags implements LagTotals {

    private final Shape taps;
    private final FourierLagTiling tiling;
    private final DoubleFft alongRows;
    private final DoubleFft alongColumns;
    private final Group[] groups;

    /** @param most number of groups */
    FourierLags(Shape taps, Shape image, int most) {
        this.taps = taps;
        this.tiling = FourierLagTiling.best(taps, image).orElseThrow();
        this.alongRows = new DoubleFft(tiling.rows());
        this.alongColumns = new DoubleFft(tiling.columns());
        this.groups = new Group[Math.min(most, tiling.pairs())];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = new Group(tiling.pairs() * i / groups.length, tiling.pairs() * (i + 1) / groups.length);
        }
    }

    @Override
    public List<Runnable> tasks(List<CentredPlane> planes, CentredPlane target, Progress progress) {
        List<Runnable> tasks = new ArrayList<>();
        for (Group group : groups) {
            tasks.add(() -> group.add(planes, target, progress));
        }
        return tasks;
    }

    @Override
    public void takeTotals(double[][] totals) {
        for (int z = 0; z < taps.depth(); z++) {
            int lagZ = z;
            double[][] sums =
                    inverse(Arrays.stream(groups).map(group -> group.lags[lagZ]).toList());
            for (int x = z > 0 ? 1 - taps.width() : 0; x < taps.width(); x++) {
                for (int y = z > 0 || x > 0 ? 1 - taps.height() : 0; y < taps.height(); y++) {
                    totals[z][(y + taps.height() - 1) * (2 * taps.width() - 1) + x + taps.width() - 1] +=
                            sums[Math.floorMod(y, tiling.rows())][Math.floorMod(x, tiling.columns())];
                }
            }
            for (Group group : groups) {
                group.lags[z].clear();
            }
        }
    }

    @Override
    public void addCross(double[] cross) {
        int tap = 0;
        for (int z = 0; z < taps.depth(); z++) {
            int tapZ = z;
            double[][] sums = inverse(
                    Arrays.stream(groups).map(group -> group.cross[tapZ]).toList());
            for (int y = 0; y < taps.height(); y++) {
                for (int x = 0; x < taps.width(); x++) {
                    cross[tap++] += sums[y][x];
                }
            }
        }
    }

    /** The real part of the inverse of a sum of spectra. */
    private double[][] inverse(List<DoubleTile> spectra) {
        DoubleTile sum = new DoubleTile(tiling.columns(), tiling.rows());
        spectra.forEach(sum::add);
        DoubleTile tile = new DoubleTile(tiling.rows(), tiling.columns());
        sum.backward(alongRows, alongColumns, tile);
        double[][] real = new double[tiling.rows()][tiling.columns()];
        double scale = 1.0 / tiling.rows() / tiling.columns();
        for (int y = 0; y < tiling.rows(); y++) {
            for (int x = 0; x < tiling.columns(); x++) {
                real[y][x] = scale * tile.re(y, x);
            }
        }
        return real;
    }

    /** Some pairs of tiles, and the sums of their spectra's products. */
    private final class Group {

        private final int firstPair;
        private final int endPair;
        private final DoubleTile[] lags = tiles(taps.depth());
        private final DoubleTile[] cross = tiles(taps.depth());
        /** Of each pair the spectra of the planes that are held, with all pixels within reach. */
        private final List<Deque<DoubleTile>> reached = new ArrayList<>();

        private final Deque<DoubleTile> spare = new ArrayDeque<>();
        private DoubleTile pixels;
        private DoubleTile own;

        Group(int firstPair, int endPair) {
            this.firstPair = firstPair;
            this.endPair = endPair;
            for (int pair = firstPair; pair < endPair; pair++) {
                reached.add(new ArrayDeque<>());
            }
        }

        void add(List<CentredPlane> planes, CentredPlane target, Progress progress) {
            if (pixels == null) {
                pixels = new DoubleTile(tiling.rows(), tiling.columns());
                own = new DoubleTile(tiling.columns(), tiling.rows());
            }
            for (int pair = firstPair; pair < endPair; pair++) {
                progress.checkCancelled();
                Deque<DoubleTile> held = reached.get(pair - firstPair);
                while (held.size() < planes.size()) {
                    DoubleTile spectrum = spare.isEmpty() ? tiles(1)[0] : spare.pop();
                    transform(planes.get(held.size()), pair, tiling.whole(), spectrum);
                    held.addLast(spectrum);
                }
                transform(planes.get(0), pair, tiling.own(), own);
                multiply(held, lags);
                if (target != null) {
                    transform(target, pair, tiling.own(), own);
                    multiply(held, cross);
                }
                spare.push(held.removeFirst());
            }
        }

        private void multiply(Deque<DoubleTile> held, DoubleTile[] sums) {
            int z = 0;
            for (DoubleTile spectrum : held) {
                sums[z++].addProduct(own, spectrum);
            }
        }

        private void transform(CentredPlane plane, int pair, TilePart part, DoubleTile spectrum) {
            load(plane, 2 * pair, part, false);
            load(plane, 2 * pair + 1, part, true);
            pixels.forward(alongRows, alongColumns, spectrum);
        }

        private void load(CentredPlane plane, int tile, TilePart part, boolean imaginary) {
            TilePart own = tile < tiling.tiles() ? part : TilePart.NOTHING;
            own.load(plane, tiling.left(tile), tiling.top(tile), pixels, imaginary);
        }

        private DoubleTile[] tiles(int count) {
            DoubleTile[] tiles = new DoubleTile[count];
            for (int i = 0; i < count; i++) {
                tiles[i] = new DoubleTile(tiling.columns(), tiling.rows());
            }
            return tiles;
        }
    }
}
