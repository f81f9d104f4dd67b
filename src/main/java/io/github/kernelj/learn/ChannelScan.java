package io.github.kernelj.learn;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The one pass over a pair of several channels. G is made of blocks, one for each two channels: of taps d ≤ e the entry
 * Σ x(q + d) y(q + e), of channels x and y, is a {@link LagSums} of x with y; for d &gt; e it is that of y with x.
 */
final class ChannelScan {

    private static final Shape ONE = Shape.of(1, 1);

    private final ChannelPair pair;
    private final Shape kernel;
    private final Anchor anchor;
    private final Shape windows;
    private final Workers workers;
    private final Progress progress;
    private final int taps;
    private final List<Channel> inputs = new ArrayList<>();
    private final List<Channel> targets = new ArrayList<>();
    private final double[][][][] gram;
    private final double[][][] cross;
    private long excluded;

    /** A channel's planes in memory, about a reference, and the sums of what each tap sees of them. */
    private static final class Channel {

        final PlaneSource source;
        final Shape image;
        final Anchor first;
        final CentredPlane[] ring;
        final double[] sums;
        double reference = Double.NaN;

        Channel(PlaneSource source, Shape image, Anchor first, Shape taps) {
            this.source = source;
            this.image = image;
            this.first = first;
            this.ring = new CentredPlane[taps.depth()];
            this.sums = new double[(int) taps.volume()];
        }

        CentredPlane at(int z) {
            return ring[z % ring.length];
        }

        void read(int z, Workers workers) throws IOException {
            float[] pixels = source.plane(first.z() + z);
            int pitch = source.shape().width();
            int slot = z % ring.length;
            if (ring[slot] == null) {
                ring[slot] = new CentredPlane(image.width(), image.height());
            }
            if (Double.isNaN(reference)) {
                reference = ring[slot].referenceOf(pixels, pitch, first.x(), first.y());
            }
            ring[slot].fill(pixels, pitch, first.x(), first.y(), reference, workers);
        }
    }

    ChannelScan(ChannelPair pair, Shape kernel, Anchor anchor, Workers workers, Progress progress) {
        this.pair = pair;
        this.kernel = kernel;
        this.anchor = anchor;
        this.windows = pair.windows(kernel);
        this.workers = workers;
        this.progress = progress;
        this.taps = (int) kernel.volume();
        Anchor first = pair.pair(0, 0).firstTarget(kernel, anchor);
        pair.inputs().forEach(source -> inputs.add(new Channel(source, source.shape(), new Anchor(0, 0, 0), kernel)));
        pair.targets().forEach(source -> targets.add(new Channel(source, windows, first, ONE)));
        this.gram = new double[inputs.size()][inputs.size()][taps][taps];
        this.cross = new double[targets.size()][inputs.size()][taps];
    }

    ChannelStatistics run() throws IOException {
        Shape image = pair.inputs().get(0).shape();
        LagSums[][] lags = lagSums(image);
        double[][][] squares = new double[targets.size()][1][1];
        int read = 0;
        for (int z = 0; z < image.depth(); z++) {
            int end = Math.min(image.depth(), z + kernel.depth());
            for (; read < end; read++) {
                progress.checkCancelled();
                for (Channel input : inputs) {
                    input.read(read, workers);
                }
            }
            addInputs(lags, z, end);
            if (z < windows.depth()) {
                for (int output = 0; output < targets.size(); output++) {
                    progress.checkCancelled();
                    targets.get(output).read(z, workers);
                    addTarget(output, z, new LagSums(ONE, windows, squares[output]));
                }
                subtractMissing(z, squares);
            }
            progress.report((z + 1.0) / image.depth());
        }
        return statistics(squares);
    }

    private LagSums[][] lagSums(Shape image) {
        LagSums[][] lags = new LagSums[inputs.size()][inputs.size()];
        for (int one = 0; one < inputs.size(); one++) {
            for (int other = 0; other < inputs.size(); other++) {
                lags[one][other] = new LagSums(kernel, image, gram[one][other]);
            }
        }
        return lags;
    }

    private void addInputs(LagSums[][] lags, int z, int end) {
        for (int one = 0; one < inputs.size(); one++) {
            CentredPlane plane = inputs.get(one).at(z);
            for (int other = 0; other < inputs.size(); other++) {
                lags[one][other].add(z, plane, planes(inputs.get(other), z, end), workers, progress);
            }
            lags[one][one].addTapSums(z, plane, inputs.get(one).sums);
        }
    }

    private void addTarget(int output, int z, LagSums squares) {
        CentredPlane target = targets.get(output).at(z);
        for (int input = 0; input < inputs.size(); input++) {
            CrossSums products = new CrossSums(kernel, cross[output][input]);
            for (int tapZ = 0; tapZ < kernel.depth(); tapZ++) {
                products.add(target, tapZ, inputs.get(input).at(z + tapZ), workers, progress);
            }
        }
        squares.add(z, target, List.of(target), workers, progress);
        squares.addTapSums(z, target, targets.get(output).sums);
    }

    private static List<CentredPlane> planes(Channel channel, int from, int to) {
        List<CentredPlane> planes = new ArrayList<>();
        for (int z = from; z < to; z++) {
            planes.add(channel.at(z));
        }
        return planes;
    }

    /** Takes back what windows with missing pixels in any channel have added. */
    private void subtractMissing(int z, double[][][] squares) {
        MissingWindows finder = new MissingWindows(kernel, null);
        BitSet missing = new BitSet();
        for (Channel target : targets) {
            for (Channel input : inputs) {
                missing.or(finder.find(target.at(z), planes(input, z, z + kernel.depth())));
            }
        }
        double[][] pixels = new double[inputs.size()][taps + 1];
        missing.stream().forEach(position -> {
            int x = position % windows.width();
            int y = position / windows.width();
            for (int input = 0; input < inputs.size(); input++) {
                List<CentredPlane> planes = planes(inputs.get(input), z, z + kernel.depth());
                finder.read(targets.get(0).at(z), planes, x, y, pixels[input]);
            }
            subtractInputs(pixels);
            for (int output = 0; output < targets.size(); output++) {
                double value = targets.get(output).at(z).value(x, y);
                targets.get(output).sums[0] -= value;
                squares[output][0][0] -= value * value;
                subtractCross(cross[output], pixels, value);
            }
        });
        excluded += missing.cardinality();
    }

    private void subtractInputs(double[][] pixels) {
        for (int one = 0; one < pixels.length; one++) {
            for (int tap = 0; tap < taps; tap++) {
                inputs.get(one).sums[tap] -= pixels[one][tap];
                for (int other = 0; other < pixels.length; other++) {
                    for (int later = tap; later < taps; later++) {
                        gram[one][other][tap][later] -= pixels[one][tap] * pixels[other][later];
                    }
                }
            }
        }
    }

    private void subtractCross(double[][] ofOutput, double[][] pixels, double value) {
        for (int input = 0; input < pixels.length; input++) {
            for (int tap = 0; tap < taps; tap++) {
                ofOutput[input][tap] -= value * pixels[input][tap];
            }
        }
    }

    private ChannelStatistics statistics(double[][][] squares) {
        long count = windows.volume() - excluded;
        int features = inputs.size() * taps;
        double[] means = new double[features];
        double[] centred = new double[count == 0 ? 0 : features * features];
        for (int row = 0; row < features && count > 0; row++) {
            means[row] = inputs.get(row / taps).reference + sum(row) / count;
            for (int column = 0; column < features; column++) {
                centred[row * features + column] = product(row, column) - sum(row) * sum(column) / count;
            }
        }
        List<PatchStatistics> outputs = new ArrayList<>();
        for (int output = 0; output < targets.size(); output++) {
            Channel target = targets.get(output);
            double total = target.sums[0];
            double[] products = new double[features];
            for (int feature = 0; feature < features && count > 0; feature++) {
                products[feature] = cross[output][feature / taps][feature % taps] - sum(feature) * total / count;
            }
            double variation = count == 0 ? 0 : Math.max(0, squares[output][0][0] - total * total / count);
            double mean = count == 0 ? 0 : target.reference + total / count;
            outputs.add(
                    new PatchStatistics(kernel, anchor, count, excluded, means, mean, centred, products, variation));
        }
        return new ChannelStatistics(outputs);
    }

    private double sum(int feature) {
        return inputs.get(feature / taps).sums[feature % taps];
    }

    private double product(int row, int column) {
        int d = row % taps;
        int e = column % taps;
        return d <= e ? gram[row / taps][column / taps][d][e] : gram[column / taps][row / taps][e][d];
    }
}
