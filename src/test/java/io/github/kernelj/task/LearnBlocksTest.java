package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.learn.PixelPart;
import io.github.kernelj.learn.PixelQuestion;
import io.github.kernelj.learn.PixelSpread;
import io.github.kernelj.learn.PixelSums;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.zarr.FolderStore;
import io.github.kernelj.zarr.OmeZarr;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Learning in parts, and its report, against one process. */
class LearnBlocksTest {

    private static final String BLUR = "1 2 1; 0 4 0; 1 2 3 | 1 0 0; 0 9 0; 0 0 1 | 2 1 0; 0 1 0; 0 3 0";

    @TempDir
    Path folder;

    /** Asks the parts one by one, as numbers that have travelled, the last part first. */
    private static PixelSpread travelling(ZarrPair pixels, List<Integer> counts) {
        return (question, parts) -> {
            counts.add(parts.size());
            PixelQuestion travelled = (PixelQuestion) travelled(question);
            Map<Integer, TreeMap<Integer, PixelSums>> answers = new TreeMap<>();
            for (int i = parts.size() - 1; i >= 0; i--) {
                PixelPart part = (PixelPart) travelled(parts.get(i));
                answers.computeIfAbsent(part.key(), key -> new TreeMap<>())
                        .put(part.number(), (PixelSums) travelled(travelled.answer(part, pixels)));
            }
            List<PixelSums> sums = new ArrayList<>();
            for (TreeMap<Integer, PixelSums> ofKey : answers.values()) {
                PixelSums sum = null;
                for (PixelSums answer : ofKey.values()) {
                    sum = sum == null ? answer : sum.plus(answer);
                }
                sums.add(sum);
            }
            return sums;
        };
    }

    private static Object travelled(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    private Path input() {
        return folder.resolve("in.zarr");
    }

    private Path target() {
        return folder.resolve("target.zarr");
    }

    /** Smooth noise, and what the kernel makes of it with some noise of its own. */
    private void write(int bits, int[] sizes, Map<String, String> filter, int mean, int spread, double noise)
            throws IOException {
        Random random = new Random(4);
        ImageStack stack = new ImageStack(sizes[0], sizes[1]);
        for (int z = 0; z < sizes[2] * sizes[3]; z++) {
            ImageProcessor plane =
                    bits == 8 ? new ByteProcessor(sizes[0], sizes[1]) : new ShortProcessor(sizes[0], sizes[1]);
            for (int i = 0; i < sizes[0] * sizes[1]; i++) {
                plane.set(i, mean + random.nextInt(spread));
            }
            stack.addSlice(plane);
        }
        ImagePlus image = new ImagePlus("in", stack);
        image.setDimensions(1, sizes[2], sizes[3]);
        ImagePlus wanted = ApplyTask.apply(image, ApplySettings.parse(filter), Progress.NONE)
                .image();
        int most = (1 << bits) - 1;
        for (int z = 1; z <= wanted.getStackSize(); z++) {
            ImageProcessor plane = wanted.getStack().getProcessor(z);
            for (int i = 0; i < plane.getPixelCount(); i++) {
                double value = plane.getf(i) + noise * random.nextGaussian();
                plane.setf(i, (float) Math.max(0, Math.min(most, Math.rint(value))));
            }
        }
        ZarrSettings storage = ZarrSettings.parse(Map.of("chunks", "32x32x8"));
        StoredImages.save(image, input(), storage);
        StoredImages.save(wanted, target(), storage);
    }

    private LearnBlocks blocks(LearnSettings settings) throws IOException {
        return new LearnBlocks(
                OmeZarr.open(new FolderStore(input())), OmeZarr.open(new FolderStore(target())), settings);
    }

    private LearnResult whole(LearnSettings settings) throws IOException {
        return LearnTask.learn(
                StoredImages.open(input()),
                StoredImages.open(target()),
                settings,
                TrainingListener.NONE,
                Progress.NONE);
    }

    private LearnResult inParts(LearnSettings settings, List<Integer> counts) throws IOException {
        LearnBlocks blocks = blocks(settings);
        return blocks.learn(travelling(blocks.pixels(), counts), TrainingListener.NONE, Progress.NONE);
    }

    /** Every number to 1e-9 of itself (or of 1e-6, below that), every word alike. */
    private static void assertSame(JsonElement expected, JsonElement found, String place) {
        if (expected.isJsonObject()) {
            assertThat(found.getAsJsonObject().keySet())
                    .as(place)
                    .isEqualTo(expected.getAsJsonObject().keySet());
            expected.getAsJsonObject()
                    .asMap()
                    .forEach((key, value) ->
                            assertSame(value, found.getAsJsonObject().get(key), place + "." + key));
        } else if (expected.isJsonArray()) {
            assertThat(found.getAsJsonArray().size())
                    .as(place)
                    .isEqualTo(expected.getAsJsonArray().size());
            for (int i = 0; i < expected.getAsJsonArray().size(); i++) {
                assertSame(
                        expected.getAsJsonArray().get(i), found.getAsJsonArray().get(i), place + "[" + i + "]");
            }
        } else if (expected.isJsonPrimitive() && expected.getAsJsonPrimitive().isNumber()) {
            double value = expected.getAsDouble();
            assertThat(found.getAsDouble()).as(place).isCloseTo(value, within(1e-9 * Math.max(1e-6, Math.abs(value))));
        } else {
            assertThat(found).as(place).isEqualTo(expected);
        }
    }

    private void assertSameReport(Map<String, String> options) throws IOException {
        LearnSettings settings = LearnSettings.parse(options);
        LearnResult whole = whole(settings);
        List<Integer> counts = new ArrayList<>();
        LearnResult inParts = inParts(settings, counts);
        assertThat(counts).anyMatch(count -> count > 30);
        assertThat(inParts.fit().count()).isEqualTo(whole.fit().count());
        assertThat(inParts.fit().weights())
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(whole.fit().weights());
        assertThat(inParts.size().map(size -> size.chosenCandidate().shape()))
                .isEqualTo(whole.size().map(size -> size.chosenCandidate().shape()));
        LearnReport expected = whole.report().orElseThrow();
        LearnReport found = inParts.report().orElseThrow();
        assertSame(JsonParser.parseString(ReportJson.of(expected)), JsonParser.parseString(ReportJson.of(found)), "");
        assertThat(found.diagnosis().example().predicted())
                .isEqualTo(expected.diagnosis().example().predicted());
        assertThat(found.diagnosis().example().target())
                .isEqualTo(expected.diagnosis().example().target());
        assertThat(found.verdict()).isEqualTo(expected.verdict());
    }

    @Test
    void theReportOfAVolumeWithFrames() throws IOException {
        write(16, new int[] {60, 50, 16, 2}, Map.of("kernel", BLUR, "normalize", "true"), 500, 4000, 30);
        assertSameReport(Map.of("size", "3x3x3", "method", "exact", "bias", "true", "report", "r.json"));
    }

    @Test
    void theReportOfABrightFlatImage() throws IOException {
        write(
                16,
                new int[] {200, 150, 1, 1},
                Map.of("kernel", "1 2 1; 2 4 2; 1 2 1", "normalize", "true"),
                60000,
                40,
                1);
        assertSameReport(Map.of("size", "3", "method", "exact", "bias", "true", "report", "r.html"));
    }

    @Test
    void theReportOfAClippedImageOfBytesWithAConstraintInSteps() throws IOException {
        write(8, new int[] {220, 180, 4, 1}, Map.of("kernel", "0 1 0; 1 1 1; 0 1 0"), 10, 60, 2);
        assertSameReport(Map.of(
                "size",
                "3",
                "method",
                "conjugate-gradient",
                "constraint",
                "symmetric",
                "ridge",
                "0.5",
                "report",
                "r.txt"));
    }

    @Test
    void theSizeIsChosenAndNoiseCorrected() throws IOException {
        write(16, new int[] {180, 140, 3, 1}, Map.of("kernel", "1 2 1; 2 4 2; 1 2 1", "normalize", "true"), 0, 3000, 9);
        assertSameReport(Map.of(
                "size",
                "auto",
                "largest-size",
                "7",
                "method",
                "exact",
                "bias",
                "true",
                "report",
                "r.json",
                "correct-noise",
                "true",
                "input-noise",
                "20",
                "holdout",
                "0.25"));
    }

    @Test
    void targetsOfTheWindowsSize() throws IOException {
        Map<String, String> valid = Map.of("kernel", "1 2 1; 2 4 2; 1 2 1", "normalize", "true", "extent", "valid");
        write(16, new int[] {180, 140, 3, 1}, valid, 0, 3000, 9);
        assertSameReport(Map.of("size", "3", "method", "exact", "report", "r.json"));
    }

    @Test
    void aPerfectFitIsMeasuredOnThePixels() throws IOException {
        write(16, new int[] {120, 100, 2, 1}, Map.of("kernel", "0 0 0; 0 0 1; 0 0 0"), 100, 3000, 0);
        LearnSettings settings = LearnSettings.parse(Map.of("size", "3", "method", "exact", "bias", "true"));
        assertThat(inParts(settings, new ArrayList<>()).fit().rmse())
                .isCloseTo(whole(settings).fit().rmse(), within(1e-9));
    }

    @Test
    void aShiftIsTold() throws IOException {
        write(16, new int[] {1400, 90, 1, 1}, Map.of("kernel", "0 0 0 0 0 1 0"), 100, 3000, 5);
        LearnSettings settings = LearnSettings.parse(Map.of("size", "3", "method", "exact"));
        String told = inParts(settings, new ArrayList<>()).notices().get(0);
        assertThat(told).startsWith("shift or off-centre kernel: ").contains("moved by -2, 0 against the input");
        assertThat(whole(settings).notices().get(0)).startsWith(told.substring(0, told.indexOf(';')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clipped=exclude", "shift=re-anchor", "separate-channels=true"})
    void whatNeedsAllPixelsIsRefusedByName(String option) throws IOException {
        write(16, new int[] {40, 40, 1, 1}, Map.of("kernel", "1"), 100, 3000, 5);
        String[] parts = option.split("=");
        LearnSettings settings = LearnSettings.parse(Map.of("size", "3", parts[0], parts[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> blocks(settings))
                .withMessageMatching(option.replace("=true", "") + " isn't for learning in blocks; learn .*");
    }

    @Test
    void noFolderForTheReportIsToldBeforeWork() throws IOException {
        write(16, new int[] {40, 40, 1, 1}, Map.of("kernel", "1"), 100, 3000, 5);
        LearnSettings settings = LearnSettings.parse(Map.of("size", "3", "report", folder + "/no/r.html"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> blocks(settings).requireSavable(folder.resolve("k.json")))
                .withMessageContaining("there is no folder");
        assertThat(Files.exists(folder.resolve("k.json"))).isFalse();
    }
}
