package io.github.kernelj.spark;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.task.VolumeJob;
import io.github.kernelj.zarr.Block;
import io.github.kernelj.zarr.OmeZarr;
import io.github.kernelj.zarr.Pyramid;
import io.github.kernelj.zarr.ZarrVolume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** The halved copies of a result, level by level, a layer of chunks of a volume at a time. */
final class PyramidRun {

    private PyramidRun() {}

    static void write(JavaSparkContext spark, ApplySpec spec, OmeZarr image, SparkSettings sharing) {
        Broadcast<ApplySpec> shared = spark.broadcast(spec);
        int frames = image.dimension('t').size();
        int volumes = image.dimension('c').size() * frames;
        for (int i = 1; i < image.levels(); i++) {
            int level = i;
            int layers = image.dimension(level, 'z').chunks();
            List<int[]> places = new ArrayList<>();
            for (int volume = 0; volume < volumes; volume++) {
                for (int layer = 0; layer < layers; layer++) {
                    places.add(new int[] {volume / frames, volume % frames, layer});
                }
            }
            spark.parallelize(places, sharing.tasks(places.size()))
                    .foreachPartition(some -> write(shared.value(), level, some));
        }
    }

    private static void write(ApplySpec spec, int level, Iterator<int[]> places) throws IOException {
        VolumeJob job = spec.job(Stores.open(spec.input()));
        OmeZarr image = OmeZarr.planned(Stores.open(spec.output()), job.form());
        try (Workers alone = new Workers(1)) {
            while (places.hasNext()) {
                int[] place = places.next();
                ZarrVolume volume = image.slices(level, place[0], place[1]);
                Shape shape = volume.shape();
                int first = place[2] * volume.chunks().depth();
                int depth = Math.min(volume.chunks().depth(), shape.depth() - first);
                Block layer = new Block(0, 0, first, new Shape(shape.width(), shape.height(), depth));
                Pyramid.write(image, level, place[0], place[1], layer, alone, Progress.NONE);
            }
        }
    }
}
