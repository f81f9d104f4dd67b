package io.github.kernelj.engine;

import io.github.kernelj.kernel.KernelBank;
import java.io.IOException;
import java.util.List;

/**
 * One run of a plan: planes are read when first needed, let go after their last use, and written in order. At any time
 * it holds the planes that one step reaches and makes.
 */
final class PlaneRun {

    private final Geometry geometry;
    private final Algorithm algorithm;
    private final List<? extends PlaneSource> inputs;
    private final List<? extends PlaneSink> outputs;
    private final Workers workers;
    private final Progress progress;
    private final MissingRepair repair;
    private final Pixels[][] held;
    private final float[] centres;
    private boolean centred;

    PlaneRun(
            KernelBank bank,
            Correlation what,
            Geometry geometry,
            Algorithm algorithm,
            List<? extends PlaneSource> inputs,
            List<? extends PlaneSink> outputs,
            Workers workers,
            Progress progress) {
        this.geometry = geometry;
        this.algorithm = algorithm;
        this.inputs = inputs;
        this.outputs = outputs;
        this.workers = workers;
        this.progress = progress;
        this.repair = new MissingRepair(bank, what, geometry);
        this.held = new Pixels[inputs.size()][geometry.image().depth()];
        this.centres = new float[inputs.size()];
    }

    void run() throws IOException {
        int depth = geometry.output().depth();
        int perStep = algorithm.planesPerStep();
        Algorithm.Work work = algorithm.begin();
        for (int first = 0; first < depth; first += perStep) {
            int planes = Math.min(perStep, depth - first);
            load(first, planes);
            Step step = new Step(first, held, open(first, planes), centres, repair);
            compute(work, step, progress.part((double) first / depth, (double) (first + planes) / depth));
            for (int plane = 0; plane < planes; plane++) {
                for (int channel = 0; channel < outputs.size(); channel++) {
                    step.outputs()[channel][plane].finish();
                }
            }
            release(first + planes - 1);
        }
        progress.report(1);
    }

    private void compute(Algorithm.Work work, Step step, Progress part) {
        workers.run(work.preparations(step), piece -> {
            part.checkCancelled();
            work.prepare(step, piece);
        });
        int pieces = work.pieces(step.planes());
        int[] done = {0};
        workers.run(pieces, piece -> {
            part.checkCancelled();
            work.compute(step, piece, part);
            // In turn, so that no report is overtaken by a later one.
            synchronized (done) {
                part.report((double) ++done[0] / pieces);
            }
        });
    }

    private void load(int first, int planes) throws IOException {
        for (int z = first; z < first + planes; z++) {
            for (int dz = 0; dz < geometry.kernel().depth(); dz++) {
                int plane = geometry.plane(z, dz);
                if (plane != Border.OUTSIDE && held[0][plane] == null) {
                    progress.checkCancelled();
                    read(plane);
                }
            }
        }
    }

    private void read(int plane) throws IOException {
        for (int channel = 0; channel < inputs.size(); channel++) {
            held[channel][plane] = inputs.get(channel).pixels(plane);
        }
        if (!centred) {
            chooseCentres(plane);
            centred = true;
        }
    }

    private void chooseCentres(int plane) {
        for (int channel = 0; channel < centres.length; channel++) {
            centres[channel] = Centre.of(held[channel][plane]);
        }
    }

    private void release(int lastDone) {
        for (Pixels[] channel : held) {
            for (int plane = 0; plane < channel.length; plane++) {
                if (channel[plane] != null && geometry.lastUse(plane) <= lastDone) {
                    channel[plane] = null;
                }
            }
        }
    }

    private PlaneWriter[][] open(int first, int planes) throws IOException {
        PlaneWriter[][] writers = new PlaneWriter[outputs.size()][planes];
        for (int channel = 0; channel < writers.length; channel++) {
            for (int plane = 0; plane < planes; plane++) {
                writers[channel][plane] = outputs.get(channel).open(first + plane, geometry.output());
            }
        }
        return writers;
    }
}
