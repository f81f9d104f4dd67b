package io.github.kernelj.task;

import io.github.kernelj.engine.Border;
import io.github.kernelj.engine.Centre;
import io.github.kernelj.engine.Pixels;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.zarr.ZarrVolume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The least and the largest of some pixels of a volume's first plane, found band by band: by them the engine decides what
 * it subtracts from all pixels, so that bright flat images stay precise. Blocks must decide as the whole volume does.
 * Immutable.
 */
public final class BlockCentres {

    private final VolumeJob job;
    private final int bandHeight;

    public BlockCentres(VolumeJob job) {
        this.job = job;
        this.bandHeight = job.inputs(0).get(0).chunks().height();
    }

    /** Number of bands of all runs. */
    public int bands() {
        return job.runs() * bandsOfRun();
    }

    private int bandsOfRun() {
        return (job.shape().height() + bandHeight - 1) / bandHeight;
    }

    /**
     * Looks at one band.
     *
     * @return least and largest value of each input, one behind the other; infinite if there is none
     * @throws IOException if a chunk can't be read, naming it
     */
    public float[] extremes(int band) throws IOException {
        List<ZarrVolume> inputs = job.inputs(band / bandsOfRun());
        Shape shape = job.shape();
        int top = band % bandsOfRun() * bandHeight;
        int bottom = Math.min(shape.height(), top + bandHeight);
        float[] extremes = new float[2 * inputs.size()];
        try (Workers alone = new Workers(1)) {
            for (int i = 0; i < inputs.size(); i++) {
                PlaneSource rows = inputs.get(i)
                        .planes(
                                IntStream.range(0, shape.width()).toArray(),
                                IntStream.range(top, bottom).toArray(),
                                new int[] {job.firstPlane() + firstRead()},
                                0,
                                alone);
                float[] found = Centre.extremes(
                        Pixels.of(rows.plane(0)), (long) top * shape.width(), (long) shape.width() * shape.height());
                System.arraycopy(found, 0, extremes, 2 * i, 2);
            }
        }
        return extremes;
    }

    /** The plane that the engine reads first. */
    private int firstRead() {
        int start = job.plan().origin()[2] - job.anchor().z();
        Border border = job.settings().correlation().border();
        return IntStream.range(0, job.bank().shape().depth())
                .map(dz -> border.index(start + dz, job.shape().depth()))
                .filter(plane -> plane != Border.OUTSIDE)
                .findFirst()
                .orElse(0);
    }

    /**
     * What is subtracted, by run and input.
     *
     * @param extremes of all bands, in their order
     */
    public List<float[]> of(List<float[]> extremes) {
        List<float[]> centres = new ArrayList<>();
        for (int run = 0; run < job.runs(); run++) {
            List<float[]> ofRun = extremes.subList(run * bandsOfRun(), (run + 1) * bandsOfRun());
            float[] centre = new float[ofRun.get(0).length / 2];
            for (int i = 0; i < centre.length; i++) {
                float least = Float.POSITIVE_INFINITY;
                float most = Float.NEGATIVE_INFINITY;
                for (float[] band : ofRun) {
                    least = Math.min(least, band[2 * i]);
                    most = Math.max(most, band[2 * i + 1]);
                }
                centre[i] = Centre.of(least, most);
            }
            centres.add(centre);
        }
        return centres;
    }
}
