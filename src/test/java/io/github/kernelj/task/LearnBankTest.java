package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of several channels, from the pair to the applied bank. */
class LearnBankTest {

    private static final double[][] COLOURS = {{0.8, 0.3, -0.1}, {0.1, 0.7, 0.2}, {-0.05, 0.25, 0.75}};
    private static final float[] BLUR = {1, 2, 1, 2, 4, 2, 1, 2, 1};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"coffee", "retina"})
    void colourPhotographsTeachABankThatMakesTheTarget(String photograph) throws IOException {
        ImagePlus input = ImageFiles.open(Path.of("test-images/" + photograph + ".png"));
        ImagePlus target = apply(input, mixing(COLOURS, Shape.of(3, 3), BLUR));
        LearnResult result = learn(input, target, "method=exact bias size=3");
        assertThat(result.bank().inputs()).isEqualTo(3);
        assertThat(result.bank().outputs()).isEqualTo(3);
        assertThat(result.fits()).hasSize(3).extracting(Fit::rSquared).allMatch(r -> r > 0.999);
        assertThat(result.summary().get(0))
                .startsWith("Channel 1: learned 3 x 3 kernels from 3 channels from ")
                .endsWith(" windows by exact: solved at once.");
        ImagePlus again = apply(input, result.bank());
        assertThat(again.getBitDepth()).isEqualTo(24);
        PixelDifference difference = PixelDifference.of(again, target);
        assertThat(difference.largest()).isLessThanOrEqualTo(1);
        assertThat((double) difference.unequal() / difference.values()).isLessThan(0.05);
    }

    @Test
    void unmixingTakesEveryChannelToEveryOther() throws IOException {
        ImagePlus fluorophores = composite(20, 18, 1, 2);
        double[][] spectra = {{1, 0.3}, {0.2, 1}, {0.5, 0.5}};
        ImagePlus seen = apply(fluorophores, mixing(spectra, Shape.of(1, 1), new float[] {1}));
        assertThat(seen.getNChannels()).isEqualTo(3);
        LearnResult result = learn(seen, fluorophores, "method=exact size=1 ridge=1e-9");
        assertThat(result.bank().inputs()).isEqualTo(3);
        assertThat(result.bank().outputs()).isEqualTo(2);
        ImagePlus unmixed = apply(seen, result.bank());
        assertThat(PixelDifference.of(unmixed, fluorophores).largest()).isLessThan(1e-4);
    }

    @Test
    void separateChannelsHaveAKernelEach() throws IOException {
        ImagePlus input = composite(20, 18, 1, 2);
        KernelBank apart = KernelBank.of(List.of(
                List.of(Kernel.of(Shape.of(3, 1), 1, 2, 3), Kernel.of(Shape.of(3, 1), 0, 0, 0)),
                List.of(Kernel.of(Shape.of(3, 1), 0, 0, 0), Kernel.of(Shape.of(3, 1), 0, -1, 1))));
        ImagePlus target = apply(input, apart);
        LearnResult result = learn(input, target, "separate-channels method=exact size=3x1");
        requireClose(result.bank(), apart);
        assertThatThrownBy(() -> learn(input, composite(20, 18, 1, 3), "separate-channels method=exact size=3x1"))
                .hasMessage("separate-channels takes as many channels in both images: the input has 2, the target 3");
    }

    @Test
    void neighbouringSlicesAndChannelsAreMixedAtOnce() throws IOException {
        ImagePlus input = composite(14, 13, 6, 2);
        Random random = new Random(5);
        Shape shape = new Shape(3, 2, 3);
        List<List<Kernel>> rows = new ArrayList<>();
        for (int output = 0; output < 2; output++) {
            List<Kernel> row = new ArrayList<>();
            for (int channel = 0; channel < 2; channel++) {
                row.add(Kernel.of(shape, random.doubles(18, -1, 1).toArray()));
            }
            rows.add(row);
        }
        KernelBank bank = KernelBank.of(rows);
        LearnResult result = learn(input, apply(input, bank), "method=exact size=3x2x3");
        requireClose(result.bank(), bank);
    }

    @Test
    void aBankIsSavedAppliedAndTheSameAgain() throws IOException {
        Path input = folder.resolve("in.png");
        Path target = folder.resolve("out.png");
        ImagePlus photograph = ImageFiles.open(Path.of("test-images/coffee.png"));
        ImageFiles.save(photograph, input);
        ImageFiles.save(apply(photograph, mixing(COLOURS, Shape.of(3, 3), BLUR)), target);
        LearnSettings settings = settings("method=exact size=3 constraint=symmetric shift=re-anchor");
        for (String name : List.of("a.json", "b.json")) {
            LearnTask.learn(input, target, folder.resolve(name), settings, TrainingListener.NONE, Progress.NONE);
        }
        assertThat(withoutDate("a.json")).isEqualTo(withoutDate("b.json")).isNotEmpty();
        KernelBank bank = KernelFiles.read(folder.resolve("a.json"));
        assertThat(bank.outputs()).isEqualTo(3);
        assertThat(bank.kernel(1, 2).weights()[0]).isEqualTo(bank.kernel(1, 2).weights()[8]);
        assertThat(bank.provenance())
                .containsEntry("constraint", "symmetric")
                .containsEntry("shift", "re-anchor")
                .containsKeys("input sha-256", "target sha-256", "learned by", "date");
        assertThat(bank.provenance().get("R squared")).matches("0\\.9\\d+, 0\\.9\\d+, 0\\.9\\d+");
        assertThatThrownBy(() -> LearnTask.learn(
                        input, target, folder.resolve("k.txt"), settings, TrainingListener.NONE, Progress.NONE))
                .hasMessageEndingWith(
                        "only a name that ends in .json (or .npy, .tif or .onnx) holds those of several channels");
    }

    @Test
    void aKernelOrABankCanBeTheStart() throws IOException {
        ImagePlus input = composite(12, 12, 1, 2);
        Path file = folder.resolve("start.json");
        KernelBank start = mixing(new double[][] {{1, 2}, {3, 4}}, Shape.of(1, 1), new float[] {1});
        KernelFiles.write(start, file);
        LearnResult result = learn(input, input, "iterations=1 rate=1e-12 size=1 init=[file(\"" + file + "\")]");
        requireClose(result.bank(), start);
        LearnResult single = learn(input, input, "iterations=1 rate=1e-12 size=1 init=[7]");
        requireClose(single.bank(), mixing(new double[][] {{7, 0}, {0, 7}}, Shape.of(1, 1), new float[] {1}));
    }

    @Test
    void aBankForColoursIsNamedIfItCannotBeLearned() {
        ImagePlus flat = new ImagePlus("flat", new ColorProcessor(9, 9));
        assertThatThrownBy(() -> learn(flat, flat, "method=exact size=3"))
                .hasMessageContaining("the pair determines 0 of 27 unknowns (the input image is flat)");
    }

    private static KernelBank mixing(double[][] matrix, Shape shape, float[] weights) {
        float sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        List<List<Kernel>> rows = new ArrayList<>();
        for (double[] factors : matrix) {
            List<Kernel> row = new ArrayList<>();
            for (double factor : factors) {
                row.add(Kernel.of(shape, weights).scaled(factor / sum));
            }
            rows.add(row);
        }
        return KernelBank.of(rows);
    }

    private static void requireClose(KernelBank bank, KernelBank expected) {
        for (int output = 0; output < expected.outputs(); output++) {
            for (int input = 0; input < expected.inputs(); input++) {
                assertThat(bank.kernel(output, input).weights())
                        .containsExactly(expected.kernel(output, input).weights(), within(1e-4f));
            }
        }
    }

    private ImagePlus apply(ImagePlus image, KernelBank bank) throws IOException {
        Path file = folder.resolve("applied.json");
        KernelFiles.write(bank, file);
        return ApplyTask.apply(image, ApplySettings.of("file(\"" + file + "\")"), Progress.NONE)
                .image();
    }

    private static LearnResult learn(ImagePlus input, ImagePlus target, String options) throws IOException {
        return LearnTask.learn(input, target, settings(options), TrainingListener.NONE, Progress.NONE);
    }

    private static LearnSettings settings(String options) {
        return LearnSettings.parse(options, name -> Optional.empty());
    }

    private String withoutDate(String name) throws IOException {
        return Files.readString(folder.resolve(name)).replaceAll("\"date\": *\"[^\"]*\"", "");
    }

    private static ImagePlus composite(int width, int height, int slices, int channels) {
        Random random = new Random(42);
        ImageStack stack = new ImageStack(width, height);
        for (int i = 0; i < slices * channels; i++) {
            float[] pixels = new float[width * height];
            for (int j = 0; j < pixels.length; j++) {
                pixels[j] = random.nextFloat();
            }
            stack.addSlice(new FloatProcessor(width, height, pixels));
        }
        ImagePlus image = new ImagePlus("composite", stack);
        image.setDimensions(channels, slices, 1);
        return new CompositeImage(image, CompositeImage.COMPOSITE);
    }
}
