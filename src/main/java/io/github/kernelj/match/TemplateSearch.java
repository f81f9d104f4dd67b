package io.github.kernelj.match;

import io.github.kernelj.engine.Extent;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How well templates match a volume at every place where they lie wholly on it. The score is the zero-normalised
 * cross-correlation, from −1 (the same in reverse contrast) to 1 (the same up to brightness and contrast):
 *
 * <pre>score(p) = Σ_d (T(d) − mean T) (X(p + d) − mean of the window) / (norm of the one · norm of the other)</pre>
 *
 * with sums over the template's pixels that count. A window is flat when its variance is 0 or at most 1e-12 of its squared
 * mean: it scores 0, never NaN. So does a window whose box holds a pixel that is NaN or infinite, masked out or not; such
 * windows are counted.
 *
 * <p>Scores agree with this formula in double within 1e-5, whatever the image's brightness and contrast. Correlations with
 * the template are the engine's, in single precision, about a value of each block's own; window norms are sums by additions
 * alone, in double. Where a window has so little contrast beside the rest of its block that rounding would cost more than
 * 1e-6, it is computed in double. Masked templates are computed in double throughout, which takes longer.
 *
 * <p>Several templates share the window norms and the transforms of the image. Planes are read once, in order, and as many
 * are held as three times the template's depth. The same input gives the same scores, for any number of threads. Immutable
 * and safe for use by several threads.
 */
public final class TemplateSearch {

    /** Score planes that are computed at once, for a template of depth 1 and, times the depth, for others. */
    private static final int PLANES = 2;

    private static final int DEPTHS = 2;

    private final TemplateSet templates;
    private final Shape image;
    private final Shape output;
    private final List<List<Block>> chains;
    private final int planesAtOnce;

    private TemplateSearch(List<Template> templates, Shape image) {
        this.templates = new TemplateSet(templates);
        this.image = image;
        Shape template = this.templates.shape();
        this.output = Extent.VALID.outputOf(image, template);
        boolean flat = template.depth() == 1;
        this.planesAtOnce = Math.min(output.depth(), flat ? PLANES : DEPTHS * template.depth());
        this.chains = chains(Block.partition(output, template), flat ? Math.max(1, PLANES / planesAtOnce) : 1);
    }

    /**
     * A search for templates of one shape.
     *
     * @param templates at least one
     * @param image shape of the volume that is searched
     * @throws IllegalArgumentException if there is no template, their shapes differ, one is larger than the image, or score
     *     planes would have 2^31 pixels or more
     */
    public static TemplateSearch of(List<Template> templates, Shape image) {
        if (templates.isEmpty()) {
            throw new IllegalArgumentException("there is no template to look for");
        }
        Shape shape = templates.get(0).shape();
        for (Template template : templates) {
            if (!template.shape().equals(shape)) {
                throw new IllegalArgumentException("templates that are looked for together have one size: one is "
                        + template.shape() + ", another " + shape);
            }
        }
        if (!shape.fitsIn(image)) {
            throw new IllegalArgumentException("the template is larger than the image: the template is " + shape
                    + ", the image " + image + "; choose a smaller template");
        }
        if ((long) image.width() * image.height() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the image has planes of " + image.width() + " x " + image.height()
                    + " pixels, more than 2^31; search parts of it");
        }
        return new TemplateSearch(templates, image);
    }

    /** Shape of each score volume: the score at x, y, z is that of the window that begins there. */
    public Shape output() {
        return output;
    }

    /**
     * Computes the scores, plane by plane.
     *
     * @param source the volume; each plane is asked for once, in order
     * @param scores a sink for each template
     * @return how many windows hold a pixel that isn't finite, and score 0 for it
     * @throws IOException if the source or a sink fails
     * @throws java.util.concurrent.CancellationException if {@code progress} says so
     * @throws IllegalArgumentException if the number of sinks or the shape of the source isn't the search's
     */
    public long run(PlaneSource source, List<? extends PlaneSink> scores, Workers workers, Progress progress)
            throws IOException {
        requireMatch(source, scores);
        int depth = templates.shape().depth();
        float[][] planes = new float[planesAtOnce + depth - 1][];
        int held = 0;
        long missing = 0;
        for (int first = 0; first < output.depth(); first += planesAtOnce) {
            int count = Math.min(planesAtOnce, output.depth() - first);
            for (; held < count + depth - 1; held++) {
                progress.checkCancelled();
                planes[held] = source.plane(first + held);
            }
            float[][] needed = Arrays.copyOf(planes, held);
            float[][][] slab = buffers(scores, first, count);
            missing += score(
                    needed,
                    slab,
                    workers,
                    progress.part((double) first / output.depth(), (double) (first + count) / output.depth()));
            for (int z = 0; z < count; z++) {
                for (int template = 0; template < templates.size(); template++) {
                    scores.get(template).accept(first + z, slab[template][z]);
                }
            }
            held -= count;
            System.arraycopy(planes, count, planes, 0, held);
        }
        progress.report(1);
        return missing;
    }

    private long score(float[][] planes, float[][][] slab, Workers workers, Progress progress) {
        AtomicLong missing = new AtomicLong();
        AtomicInteger done = new AtomicInteger();
        workers.run(chains.size(), i -> {
            progress.checkCancelled();
            missing.addAndGet(new BlockChain(templates, chains.get(i), planes, image.width(), slab, output.width())
                    .run(progress));
            progress.report((double) done.incrementAndGet() / chains.size());
        });
        return missing.get();
    }

    private float[][][] buffers(List<? extends PlaneSink> scores, int first, int count) {
        float[][][] slab = new float[templates.size()][count][];
        for (int template = 0; template < slab.length; template++) {
            for (int z = 0; z < count; z++) {
                slab[template][z] = scores.get(template).buffer(first + z, output.width() * output.height());
            }
        }
        return slab;
    }

    private void requireMatch(PlaneSource source, List<? extends PlaneSink> scores) {
        if (scores.size() != templates.size()) {
            throw new IllegalArgumentException(
                    "the search is for " + templates.size() + " templates, but " + scores.size() + " sinks were given");
        }
        if (!source.shape().equals(image)) {
            throw new IllegalArgumentException(
                    "the search is for an image of " + image + ", got one of " + source.shape());
        }
    }

    /** Blocks of one size in groups, so that what is computed of the templates alone is shared. */
    private static List<List<Block>> chains(List<List<Block>> sizes, int length) {
        List<List<Block>> chains = new ArrayList<>();
        for (List<Block> blocks : sizes) {
            for (int i = 0; i < blocks.size(); i += length) {
                chains.add(List.copyOf(blocks.subList(i, Math.min(i + length, blocks.size()))));
            }
        }
        return chains;
    }
}
