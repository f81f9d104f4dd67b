package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.KernelExpression;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.kernel.VoxelSize;
import io.github.kernelj.zarr.DataType;
import io.github.kernelj.zarr.FolderStore;
import io.github.kernelj.zarr.OmeZarr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes computed block by block against volumes computed as a whole. */
class BlockJobTest {

    private static final String KERNEL = "1 2 3; 4 5.5 6; 7 8 9.1 | 1 -2 3; 4 -5 6; 7.3 8 9 | 0 1 2; 3 4 5; 6 7 0.1";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "border=nearest",
                "border=reflect",
                "border=mirror",
                "border=wrap",
                "border=constant constant=31000",
                "border=wrap extent=full",
                "border=mirror extent=full anchor=[0,2,1]",
                "extent=valid",
                "operation=convolution anchor=[0,1,2] border=reflect",
                "slices=3-9 channels=2 border=mirror",
                "axes=xyt border=reflect",
                "axes=zyx border=mirror normalize",
            })
    void blocksAreTheWholeToTheBit(String options) throws IOException {
        Path input = folder.resolve("in.zarr");
        // Little contrast on a large mean: what the engine subtracts to keep digits must be the same everywhere.
        ZarrVolumes.write(input, DataType.FLOAT32, new int[] {2, 2, 10, 35, 40}, new int[] {4, 16, 16}, 60000, 20);
        ApplySettings settings = settings(options);
        assertThat(inBlocks(input, settings)).isTrue();
        assertSame(settings, 0);
    }

    /** Dark corners beside bright ones: blocks would choose differently if they looked at themselves alone. */
    @Test
    void blocksDoNotJudgeByThemselves() throws IOException {
        Path input = folder.resolve("in.zarr");
        ZarrVolumes.write(input, DataType.FLOAT32, new int[] {1, 1, 9, 40, 40}, new int[] {4, 16, 16}, 100, 3000);
        Path flat = folder.resolve("flat.zarr");
        ZarrVolumes.write(flat, DataType.FLOAT32, new int[] {1, 1, 4, 16, 16}, new int[] {4, 16, 16}, 100, 3);
        Files.copy(flat.resolve("0/0/0/0/0/0"), input.resolve("0/0/0/1/1/1"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(inBlocks(input, settings("normalize"))).isTrue();
        assertSame(settings("normalize"), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"propagate", "ignore", "fill"})
    void missingPixelsComeOutAsInTheWhole(String nan) throws IOException {
        Path input = folder.resolve("in.zarr");
        ZarrVolumes.write(input, DataType.FLOAT32, new int[] {1, 1, 6, 30, 30}, new int[] {4, 16, 16}, 0, 1);
        Path holes = folder.resolve("holes.zarr");
        ZarrVolumes.write(holes, DataType.FLOAT32, new int[] {1, 1, 4, 16, 16}, new int[] {4, 16, 16}, 0, Double.NaN);
        Files.copy(holes.resolve("0/0/0/0/0/0"), input.resolve("0/0/0/0/1/1"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(inBlocks(input, settings("constant=2 nan=" + nan))).isTrue();
        assertSame(settings("constant=2 nan=" + nan), 0);
    }

    @Test
    void fourierAgreesWithinTheAccuracy() throws IOException {
        Path input = folder.resolve("in.zarr");
        ZarrVolumes.write(input, DataType.FLOAT32, new int[] {1, 1, 6, 150, 150}, new int[] {3, 64, 64}, 1000, 400);
        ApplySettings settings = ApplySettings.of("gabor(wavelength=9, angle=31, sigma=6, size=41)");
        inBlocks(input, settings);
        double magnitude = 0;
        for (float weight : KernelExpression.parse(settings.kernel())
                .evaluate(VoxelSize.PIXEL)
                .single()
                .weights()) {
            magnitude += Math.abs(weight);
        }
        assertSame(settings, 2e-5 * 400 * magnitude);
    }

    @Test
    void blocksAreWholeChunksWithinTheMemoryMeantForThem() {
        Shape chunk = new Shape(128, 128, 64);
        assertThat(BlockSize.choose(chunk, new Shape(512, 512, 512))).isEqualTo(new Shape(512, 512, 64));
        assertThat(BlockSize.choose(chunk, new Shape(100_000, 100_000, 5000))).isEqualTo(new Shape(512, 512, 64));
        assertThat(BlockSize.choose(new Shape(1024, 1024, 1), new Shape(2000, 2000, 300)))
                .isEqualTo(new Shape(1024, 1024, 16));
        assertThat(BlockSize.blocks(new Shape(1000, 10, 3), new Shape(600, 10, 2)))
                .hasSize(4);
    }

    private static ApplySettings settings(String options) {
        Map<String, String> texts = new HashMap<>(OptionString.parse(options, name -> Optional.empty()));
        texts.put("kernel", KERNEL);
        return ApplySettings.parse(texts);
    }

    /** @return whether the blocks claim to be exact */
    private boolean inBlocks(Path input, ApplySettings settings) throws IOException {
        ApplyTask.apply(input, folder.resolve("whole.zarr"), settings, Progress.NONE);
        VolumeJob job = VolumeJob.of(OmeZarr.open(new FolderStore(input)), settings, ZarrSettings.DEFAULT);
        OmeZarr output = OmeZarr.create(new FolderStore(folder.resolve("blocks.zarr")), job.form());
        BlockJob blocks = new BlockJob(job, output, Optional.of(new Shape(32, 16, 4)));
        BlockCentres centring = new BlockCentres(job);
        List<float[]> extremes = new ArrayList<>();
        for (int band = 0; band < centring.bands(); band++) {
            extremes.add(centring.extremes(band));
        }
        List<float[]> centres = centring.of(extremes);
        try (Workers alone = new Workers(1)) {
            for (int part = blocks.parts() - 1; part >= 0; part--) {
                assertThat(blocks.isDone(part)).isFalse();
                blocks.apply(part, centres, alone, Progress.NONE);
                assertThat(blocks.isDone(part)).isTrue();
            }
        }
        output.finish();
        return blocks.isExact();
    }

    private void assertSame(ApplySettings settings, double tolerance) throws IOException {
        List<float[]> whole = ZarrVolumes.read(folder.resolve("whole.zarr"));
        List<float[]> blocks = ZarrVolumes.read(folder.resolve("blocks.zarr"));
        assertThat(blocks).hasSameSizeAs(whole).isNotEmpty();
        for (int z = 0; z < whole.size(); z++) {
            if (tolerance == 0) {
                assertThat(blocks.get(z)).as("plane %d of %s", z, settings).isEqualTo(whole.get(z));
                continue;
            }
            for (int i = 0; i < whole.get(z).length; i++) {
                assertThat((double) blocks.get(z)[i]).isCloseTo(whole.get(z)[i], within(tolerance));
            }
        }
    }
}
