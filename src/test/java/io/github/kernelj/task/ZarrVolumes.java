package io.github.kernelj.task;

import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.zarr.DataType;
import io.github.kernelj.zarr.Dimension;
import io.github.kernelj.zarr.FolderStore;
import io.github.kernelj.zarr.Losses;
import io.github.kernelj.zarr.OmeForm;
import io.github.kernelj.zarr.OmeZarr;
import io.github.kernelj.zarr.Packing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Volumes of noise in OME-Zarr, for tests. */
public final class ZarrVolumes {

    private ZarrVolumes() {}

    /**
     * Writes noise around a mean.
     *
     * @param sizes t, c, z, y, x
     * @param chunk extents of a chunk along z, y, x
     */
    public static void write(Path folder, DataType type, int[] sizes, int[] chunk, double mean, double spread)
            throws IOException {
        int[] chunks = {1, 1, chunk[0], chunk[1], chunk[2]};
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            dimensions.add(new Dimension(
                    Dimension.AXES.charAt(i),
                    sizes[i],
                    Math.min(sizes[i], chunks[i]),
                    i > 1 ? "micrometer" : "",
                    1,
                    0));
        }
        OmeForm form = new OmeForm(2, "noise", dimensions, type, Packing.BLOSC_LZ4, false);
        OmeZarr image = OmeZarr.create(new FolderStore(folder), form);
        SplittableRandom random = new SplittableRandom(1);
        try (Workers workers = new Workers(1)) {
            for (int frame = 0; frame < sizes[0]; frame++) {
                for (int channel = 0; channel < sizes[1]; channel++) {
                    PlaneSink sink = image.volume(channel, frame).sink(workers, new Losses());
                    for (int z = 0; z < sizes[2]; z++) {
                        float[] plane = new float[sizes[3] * sizes[4]];
                        for (int i = 0; i < plane.length; i++) {
                            plane[i] = (float) (mean + spread * random.nextDouble());
                        }
                        sink.accept(z, plane);
                    }
                }
            }
        }
        image.finish();
    }

    /** Every pixel: by level, channel and frame, then plane by plane. */
    public static List<float[]> read(Path folder) throws IOException {
        OmeZarr image = OmeZarr.open(new FolderStore(folder));
        List<float[]> planes = new ArrayList<>();
        try (Workers workers = new Workers(1)) {
            for (int level = 0; level < image.levels(); level++) {
                for (int channel = 0; channel < image.dimension('c').size(); channel++) {
                    for (int frame = 0; frame < image.dimension('t').size(); frame++) {
                        PlaneSource source = image.slices(level, channel, frame).planes(workers);
                        for (int z = 0; z < source.shape().depth(); z++) {
                            planes.add(source.plane(z));
                        }
                    }
                }
            }
        }
        return planes;
    }
}
