package io.github.kernelj.spark;

import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.BlockJob;
import io.github.kernelj.task.VolumeJob;
import io.github.kernelj.task.ZarrSettings;
import io.github.kernelj.zarr.ChunkStore;
import io.github.kernelj.zarr.OmeZarr;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an executor must know to do blocks of a job. All texts, so that it travels; the kernel is sent as it was evaluated,
 * as its file may be on the driver only.
 *
 * @param settings of the job, by key
 * @param storage of the output, by key
 * @param kernel a kernel file's bytes
 * @param block width, height and depth of the blocks; empty for what suits
 */
record ApplySpec(
        String input,
        String output,
        Map<String, String> settings,
        Map<String, String> storage,
        byte[] kernel,
        int[] block)
        implements Serializable {

    static ApplySpec of(
            String input,
            String output,
            ApplySettings settings,
            Map<String, String> storage,
            KernelBank kernel,
            Optional<Shape> block)
            throws IOException {
        Path file = Files.createTempFile("kernelj", ".json");
        try {
            KernelFiles.write(kernel, file);
            return new ApplySpec(
                    input,
                    output,
                    new LinkedHashMap<>(settings.toMap()),
                    new LinkedHashMap<>(storage),
                    Files.readAllBytes(file),
                    block.map(size -> new int[] {size.width(), size.height(), size.depth()})
                            .orElse(new int[0]));
        } finally {
            Files.delete(file);
        }
    }

    /** The job, reading from a store. */
    VolumeJob job(ChunkStore from) throws IOException {
        Path file = Files.createTempFile("kernelj", ".json");
        try {
            Files.write(file, kernel);
            ApplySettings own = ApplySettings.parse(settings).with(ApplySettings.KERNEL, file.toString());
            return VolumeJob.of(OmeZarr.open(from), own, ZarrSettings.parse(storage));
        } finally {
            Files.delete(file);
        }
    }

    /** The job's blocks, writing to a store. */
    BlockJob blocks(VolumeJob job, ChunkStore to) {
        Optional<Shape> size =
                block.length == 0 ? Optional.empty() : Optional.of(new Shape(block[0], block[1], block[2]));
        return new BlockJob(job, OmeZarr.planned(to, job.form()), size);
    }

    /** What must be the same for a job to be continued. */
    String identity() {
        return "input " + input + "\nsettings " + settings + "\nstorage " + storage + "\n";
    }
}
