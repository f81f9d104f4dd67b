package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * Learns a bank of kernels, from several input channels to several output channels. Each output is a least-squares problem
 * of its own; all share G, so they cost one decomposition. Stateless and safe for use by several threads.
 */
public final class BankLearner {

    private BankLearner() {}

    /**
     * Learns from pairs of images of several channels, as {@link KernelLearner#fit(List, TrainingOptions, Workers,
     * TrainingListener, Progress)} does from those of one.
     *
     * @param pairs at least one, all of the same channels
     * @param listener told of the outputs' losses added up
     * @return a fit for each output channel
     * @throws NotIdentifiableException as {@link KernelLearner} does
     * @throws IllegalArgumentException if there is no pair, or one doesn't fit the kernel
     * @throws IOException if a plane can't be read
     * @throws CancellationException if progress says so while the pixels are read
     */
    public static List<Fit> fit(
            List<ChannelPair> pairs,
            TrainingOptions options,
            Workers workers,
            TrainingListener listener,
            Progress progress)
            throws IOException {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("learning needs at least one pair of images");
        }
        for (ChannelPair pair : pairs) {
            pair.windows(options.shape());
        }
        ChannelStatistics statistics = null;
        for (int i = 0; i < pairs.size(); i++) {
            Progress part = progress.part(0.9 * i / pairs.size(), 0.9 * (i + 1) / pairs.size());
            ChannelStatistics more =
                    ChannelStatistics.of(pairs.get(i), options.shape(), options.anchor(), workers, part);
            statistics = statistics == null ? more : statistics.plus(more);
        }
        List<Fit> fits = new ArrayList<>();
        for (Fit fit : learn(statistics, options, listener, progress)) {
            boolean done = KernelLearner.isResolved(fit) || fit.cancelled();
            fits.add(done ? fit : measured(fit, fits.size(), pairs, options, workers, progress));
        }
        progress.report(1);
        return fits;
    }

    /**
     * Learns from statistics.
     *
     * @return a fit for each output channel
     * @throws IllegalArgumentException as {@link KernelLearner#fit(PatchStatistics, TrainingOptions, TrainingListener,
     *     Progress)} does
     */
    public static List<Fit> fit(
            ChannelStatistics statistics, TrainingOptions options, TrainingListener listener, Progress progress) {
        List<Fit> fits = learn(statistics, options, listener, progress);
        progress.report(1);
        return fits.stream()
                .map(fit -> KernelLearner.isResolved(fit) ? fit : fit.withNotice(KernelLearner.ROUGH))
                .toList();
    }

    /** The bank of all outputs' kernels, named "learned". */
    public static KernelBank bank(List<Fit> fits) {
        List<List<Kernel>> rows = new ArrayList<>();
        for (Fit fit : fits) {
            rows.add(IntStream.range(0, fit.bank().inputs())
                    .mapToObj(input -> fit.bank().kernel(0, input))
                    .toList());
        }
        return KernelBank.of(rows).withName("learned");
    }

    /** The bank of kernels that were each learned from one channel, and lead from there to the same one. */
    public static KernelBank separateBank(List<Fit> fits) {
        List<List<Kernel>> rows = new ArrayList<>();
        for (int output = 0; output < fits.size(); output++) {
            Kernel own = fits.get(output).kernel();
            Kernel none = own.scaled(0).withBias(0);
            List<Kernel> row = new ArrayList<>(Collections.nCopies(fits.size(), none));
            row.set(output, own);
            rows.add(row);
        }
        return KernelBank.of(rows).withName("learned");
    }

    private static List<Fit> learn(
            ChannelStatistics statistics, TrainingOptions options, TrainingListener listener, Progress progress) {
        List<PatchStatistics> outputs = statistics.outputs();
        KernelLearner.requireUsable(outputs.get(0), options);
        Problem first = Problem.of(outputs.get(0), options);
        Map<Long, Double> losses = new TreeMap<>();
        List<Fit> fits = new ArrayList<>();
        for (int output = 0; output < outputs.size(); output++) {
            Problem problem = first.ofOutput(output, outputs.get(output), options);
            fits.add(KernelLearner.learn(problem, options, adding(losses, listener), progress));
        }
        losses.forEach(listener::step);
        return fits;
    }

    /** Adds up what is to be printed, and hands on how far learning is. */
    private static TrainingListener adding(Map<Long, Double> losses, TrainingListener listener) {
        return new TrainingListener() {
            @Override
            public void step(long iteration, double loss) {
                losses.merge(iteration, loss, Double::sum);
            }

            @Override
            public void point(Fit.Point point) {
                listener.point(point);
            }

            @Override
            public boolean isWaiting() {
                return listener.isWaiting();
            }
        };
    }

    private static Fit measured(
            Fit fit, int output, List<ChannelPair> pairs, TrainingOptions options, Workers workers, Progress progress)
            throws IOException {
        try {
            double loss = 0;
            for (ChannelPair pair : pairs) {
                Shape stacked = pair.stacked(options.shape());
                for (int plane = 0; plane < pair.windows(options.shape()).depth(); plane++) {
                    loss += ResidualPass.sumOfSquares(
                            pair.ofPlane(plane, output, options.shape(), options.anchor()),
                            stacked,
                            Anchor.centreOf(stacked),
                            fit.weights(),
                            fit.bank().bias(0),
                            workers,
                            progress);
                }
            }
            return fit.withLoss(loss);
        } catch (CancellationException e) {
            return fit.withNotice(KernelLearner.ROUGH);
        }
    }
}
