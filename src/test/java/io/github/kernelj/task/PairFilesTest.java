package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.learn.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairFilesTest {

    private static final LearnSettings SETTINGS =
            LearnSettings.parse(Map.of("size", "3", "method", "exact", "bias", "true"));

    @TempDir
    Path folder;

    private void save(String name, long seed, boolean filtered, int width) throws IOException {
        Random random = new Random(seed);
        FloatProcessor plane = new FloatProcessor(width, 9);
        for (int i = 0; i < plane.getPixelCount(); i++) {
            plane.setf(i, random.nextFloat());
        }
        ImagePlus image = new ImagePlus(name, plane);
        if (filtered) {
            image = ApplyTask.apply(
                            image,
                            ApplySettings.of("[1 2 3; 4 5 6; 7 8 10]").with(ApplySettings.BIAS, "7"),
                            Progress.NONE)
                    .image();
        }
        ImageFiles.save(image, folder.resolve(name));
    }

    private LearnResult learn(String input, String target) throws IOException {
        return LearnTask.learn(
                folder + "/" + input,
                folder + "/" + target,
                folder.resolve("k.json"),
                SETTINGS,
                TrainingListener.NONE,
                Progress.NONE);
    }

    /** Each pair is too small to determine the kernel; together they do. */
    @Test
    void statisticsOfAllPairsAreSummed() throws IOException {
        for (int i = 0; i < 4; i++) {
            save("a_" + i + ".tif", i, false, 3);
            save("b_" + i + ".tif", i, true, 3);
        }
        assertThatThrownBy(() -> learn("a_0.tif", "b_0.tif")).hasMessageContaining("not identifiable");
        learn("a_*.tif", "b_*.tif");
        float[] weights = KernelFiles.read(folder.resolve("k.json")).single().weights();
        float[] expected = {1, 2, 3, 4, 5, 6, 7, 8, 10};
        for (int i = 0; i < 9; i++) {
            assertThat(weights[i]).isCloseTo(expected[i], org.assertj.core.api.Assertions.within(1e-3f));
        }
    }

    @Test
    void partnersAreFoundByWhatTheStarsStandFor() throws IOException {
        for (String name :
                new String[] {"x/1-in.tif", "x/2-in.tif", "y/out-1.png", "y/out-2.png", "z/1-in.png", "z/2-in.png"}) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.createFile(folder.resolve(name));
        }
        PairFiles pairs = PairFiles.find(folder + "/x/*-in.tif", folder + "/y/out-?.png");
        assertThat(pairs.inputs())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("1-in.tif", "2-in.tif");
        assertThat(pairs.targets())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("out-1.png", "out-2.png");
        assertThat(PairFiles.find(folder + "/x", folder + "/z").targets()).hasSize(2);
        Files.delete(folder.resolve("y/out-2.png"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairFiles.find(folder + "/x/*-in.tif", folder + "/y/out-?.png"))
                .withMessage(folder.resolve("x/2-in.tif") + " has no partner in " + folder + "/y/out-?.png");
    }

    @Test
    void imagesOfAnotherSizeAreNamed() throws IOException {
        for (int i = 0; i < 2; i++) {
            save("a_" + i + ".tif", i, false, 8 + i);
            save("b_" + i + ".tif", i, true, 8 + i);
        }
        assertThatThrownBy(() -> learn("a_*.tif", "b_*.tif"))
                .hasMessageContaining(folder.resolve("a_1.tif") + " isn't like " + folder.resolve("a_0.tif")
                        + ": it is 9 x 9 x 1, 32-bit, that is 8 x 9 x 1, 32-bit");
        assertThat(folder.resolve("k.json")).doesNotExist();
    }
}
