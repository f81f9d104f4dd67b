package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Statistics of a bank of kernels: one {@link PatchStatistics} for each output channel, in which the window is that of all
 * input channels, one after the other. Outputs differ in the target only, so they share one G in memory. Immutable and
 * safe for use by several threads.
 *
 * <p>A kernel for each of several channels is one deeper kernel over the channels laid one upon another, at the one
 * position that it has there. So each plane of the target is a pair of its own, whose statistics add up.
 *
 * @param outputs one for each output channel
 */
public record ChannelStatistics(List<PatchStatistics> outputs) {

    public ChannelStatistics {
        outputs = List.copyOf(outputs);
    }

    /**
     * The statistics of a pair, in O(outputs · channels² · lags · pixels). As many planes of each input channel are held,
     * in double, as the kernel is deep; they are read once for every plane and channel of the target that they belong to.
     * The result doesn't depend on the number of threads.
     *
     * <p>Windows with NaN or infinite pixels, in any channel of input or target, are left out of all outputs and counted.
     *
     * @param kernel shape of the kernels; with all input channels at most {@value PatchStatistics#MAX_TAPS} taps
     * @param anchor the tap over the output pixel
     * @throws IllegalArgumentException as {@link PatchStatistics#of} does
     * @throws IOException if a plane can't be read
     * @throws java.util.concurrent.CancellationException if progress says so
     */
    public static ChannelStatistics of(
            ChannelPair pair, Shape kernel, Anchor anchor, Workers workers, Progress progress) throws IOException {
        PatchStatistics.requireLearnable(kernel, anchor);
        int channels = pair.inputs().size();
        if (kernel.volume() * channels > PatchStatistics.MAX_TAPS) {
            throw new IllegalArgumentException(kernel + " kernels from " + channels + " channels have "
                    + kernel.volume() * channels + " taps, too many to be learned; the most is "
                    + PatchStatistics.MAX_TAPS);
        }
        int planes = pair.windows(kernel).depth();
        ChannelStatistics sum = null;
        for (int plane = 0; plane < planes; plane++) {
            Progress part = progress.part((double) plane / planes, (plane + 1.0) / planes);
            ChannelStatistics more = ofPlane(plane, pair, kernel, anchor, workers, part);
            sum = sum == null ? more : sum.plus(more);
        }
        return sum;
    }

    /** The statistics of one plane of windows. */
    private static ChannelStatistics ofPlane(
            int plane, ChannelPair pair, Shape kernel, Anchor anchor, Workers workers, Progress progress)
            throws IOException {
        Shape stacked = pair.stacked(kernel);
        List<PatchStatistics> outputs = new ArrayList<>();
        int count = pair.targets().size();
        for (int output = 0; output < count; output++) {
            PatchStatistics statistics = PatchStatistics.of(
                    pair.ofPlane(plane, output, kernel, anchor),
                    stacked,
                    Anchor.centreOf(stacked),
                    workers,
                    progress.part((double) output / count, (output + 1.0) / count));
            PatchStatistics asBank = statistics.asChannels(kernel, anchor);
            outputs.add(output == 0 ? asBank : asBank.sharingGram(outputs.get(0)));
        }
        return new ChannelStatistics(outputs);
    }

    /**
     * The statistics of both together.
     *
     * @throws IllegalArgumentException if they are for different shapes, anchors or channels
     */
    public ChannelStatistics plus(ChannelStatistics other) {
        if (outputs.size() != other.outputs.size()
                || outputs.get(0).channels() != other.outputs.get(0).channels()) {
            throw new IllegalArgumentException("statistics add up for the same channels only: one is for "
                    + outputs.get(0).channels() + " to " + outputs.size() + " channels, the other for "
                    + other.outputs.get(0).channels() + " to " + other.outputs.size());
        }
        List<PatchStatistics> sums = new ArrayList<>();
        for (int output = 0; output < outputs.size(); output++) {
            PatchStatistics sum = outputs.get(output).plus(other.outputs.get(output));
            sums.add(output == 0 ? sum : sum.sharingGram(sums.get(0)));
        }
        return new ChannelStatistics(sums);
    }
}
