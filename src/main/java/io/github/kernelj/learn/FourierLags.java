package io.github.kernelj.learn;

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
    private double[][] inverse(List<SpectrumTile> spectra) {
        SpectrumTile sum = new SpectrumTile(tiling.columns(), tiling.rows());
        spectra.forEach(sum::add);
        SpectrumTile tile = new SpectrumTile(tiling.rows(), tiling.columns());
        SpectrumTile.backward(sum, alongRows, alongColumns, tile);
        double[][] real = new double[tiling.rows()][tiling.columns()];
        double scale = 1.0 / tiling.rows() / tiling.columns();
        for (int y = 0; y < tiling.rows(); y++) {
            for (int x = 0; x < tiling.columns(); x++) {
                real[y][x] = scale * tile.re[x / CentredPlane.STRIP][y][x % CentredPlane.STRIP];
            }
        }
        return real;
    }

    /** Some pairs of tiles, and the sums of their spectra's products. */
    private final class Group {

        private final int firstPair;
        private final int endPair;
        private final SpectrumTile[] lags = tiles(taps.depth());
        private final SpectrumTile[] cross = tiles(taps.depth());
        /** Of each pair the spectra of the planes that are held, with all pixels within reach. */
        private final List<Deque<SpectrumTile>> reached = new ArrayList<>();

        private final Deque<SpectrumTile> spare = new ArrayDeque<>();
        private SpectrumTile pixels;
        private SpectrumTile own;

        Group(int firstPair, int endPair) {
            this.firstPair = firstPair;
            this.endPair = endPair;
            for (int pair = firstPair; pair < endPair; pair++) {
                reached.add(new ArrayDeque<>());
            }
        }

        void add(List<CentredPlane> planes, CentredPlane target, Progress progress) {
            if (pixels == null) {
                pixels = new SpectrumTile(tiling.rows(), tiling.columns());
                own = new SpectrumTile(tiling.columns(), tiling.rows());
            }
            for (int pair = firstPair; pair < endPair; pair++) {
                progress.checkCancelled();
                Deque<SpectrumTile> held = reached.get(pair - firstPair);
                while (held.size() < planes.size()) {
                    SpectrumTile spectrum = spare.isEmpty() ? tiles(1)[0] : spare.pop();
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

        private void multiply(Deque<SpectrumTile> held, SpectrumTile[] sums) {
            int z = 0;
            for (SpectrumTile spectrum : held) {
                sums[z++].addProduct(own, spectrum);
            }
        }

        private void transform(CentredPlane plane, int pair, SpectrumTile.Part part, SpectrumTile spectrum) {
            load(pixels.re, plane, 2 * pair, part);
            load(pixels.im, plane, 2 * pair + 1, part);
            pixels.forward(alongRows, alongColumns, spectrum);
        }

        private void load(double[][][] values, CentredPlane plane, int tile, SpectrumTile.Part part) {
            SpectrumTile.load(
                    values,
                    plane,
                    tiling.left(tile),
                    tiling.top(tile),
                    tile < tiling.tiles() ? part : new SpectrumTile.Part(0, 0, 0, 0));
        }

        private SpectrumTile[] tiles(int count) {
            SpectrumTile[] tiles = new SpectrumTile[count];
            for (int i = 0; i < count; i++) {
                tiles[i] = new SpectrumTile(tiling.columns(), tiling.rows());
            }
            return tiles;
        }
    }
}
