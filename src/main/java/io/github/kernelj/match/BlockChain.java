package io.github.kernelj.match;

import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Blocks of one size on one thread. To the engine they are the planes of one volume, one block's after the other's, so that
 * the templates are transformed once for all of them. (A template of several planes comes with one block at a time, or its
 * windows would reach from one block into the next.)
 */
final class BlockChain implements PlaneSource {

    private final TemplateSet templates;
    private final List<Block> blocks;
    private final float[][] planes;
    private final int imageWidth;
    private final float[][][] slab;
    private final int outputWidth;
    private final Shape shape;
    private final WindowNorms norms;
    private final BlockPixels[] opened;
    private BlockScores scores;
    private int scored = -1;
    private long missing;

    /**
     * Work to be done.
     *
     * @param planes of the image
     * @param slab score planes, by template and plane
     */
    BlockChain(
            TemplateSet templates,
            List<Block> blocks,
            float[][] planes,
            int imageWidth,
            float[][][] slab,
            int outputWidth) {
        this.templates = templates;
        this.blocks = blocks;
        this.planes = planes;
        this.imageWidth = imageWidth;
        this.slab = slab;
        this.outputWidth = outputWidth;
        Shape template = templates.shape();
        Block first = blocks.get(0);
        this.shape = new Shape(
                first.width() + template.width() - 1,
                first.height() + template.height() - 1,
                blocks.size() * planes.length);
        this.norms = new WindowNorms(template, first.width(), first.height());
        this.opened = new BlockPixels[blocks.size()];
    }

    /** @return how many windows hold a missing pixel */
    long run(Progress progress) {
        if (templates.whole().isEmpty()) {
            for (int plane = 0; plane < blocks.size() * scorePlanes(); plane++) {
                progress.checkCancelled();
                begin(plane);
            }
            return missing;
        }
        List<PlaneSink> sinks = new ArrayList<>();
        for (int output = 0; output < templates.whole().size(); output++) {
            sinks.add(new Correlations(output));
        }
        try (Workers one = new Workers(1)) {
            templates.plan(shape).run(List.of(this), sinks, one, cancelledWith(progress));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return missing;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public float[] plane(int z) {
        return opened(z / planes.length).centred(z % planes.length);
    }

    /** What the engine hands over for one template: plane after plane, for each of them template after template. */
    private final class Correlations implements PlaneSink {
        private final int output;
        private final Deque<float[]> free = new ArrayDeque<>();

        Correlations(int output) {
            this.output = output;
        }

        @Override
        public float[] buffer(int z, int length) {
            return free.isEmpty() ? new float[length] : free.pop();
        }

        @Override
        public void accept(int plane, float[] correlations) {
            if (output == 0) {
                begin(plane);
            }
            int template = templates.whole().get(output);
            scores.score(template, correlations, slab[template][plane % scorePlanes()]);
            free.push(correlations);
        }
    }

    /** Goes on to a score plane of a block, and computes it for the masked templates, which the engine has no part in. */
    private void begin(int plane) {
        int block = plane / scorePlanes();
        if (block != scored) {
            scores = new BlockScores(templates, opened(block), blocks.get(block), outputWidth, norms);
            if (scored >= 0) {
                opened[scored] = null;
            }
            scored = block;
        }
        int z = plane % scorePlanes();
        missing += scores.begin(z);
        for (int template = 0; template < templates.size(); template++) {
            if (templates.get(template).isMasked()) {
                scores.scoreMasked(template, slab[template][z]);
            }
        }
    }

    /** The engine may read some planes ahead. */
    private BlockPixels opened(int block) {
        if (opened[block] == null) {
            opened[block] = new BlockPixels(planes, imageWidth, blocks.get(block), templates.shape());
        }
        return opened[block];
    }

    private int scorePlanes() {
        return planes.length - templates.shape().depth() + 1;
    }

    private static Progress cancelledWith(Progress progress) {
        return new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        };
    }
}
