package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.Blitter;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.samples.Crowd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindTaskTest {

    private static final int WIDTH = 650;
    private static final int HEIGHT = 444;

    @Property(tries = 15)
    void theFigureIsFoundWhereverItStands(
            @ForAll @IntRange(max = WIDTH - Crowd.PERSON_WIDTH) int x,
            @ForAll @IntRange(max = HEIGHT - Crowd.PERSON_HEIGHT) int y,
            @ForAll @IntRange(max = 99) int seed)
            throws IOException {
        ImagePlus scene = moved(x, y, seed);
        assertFound(scene, Crowd.figure(), x, y, 0.9999);
        assertFound(gray(scene), gray(Crowd.figure()), x, y, 0.9999);
        assertFound(noisy(gray(scene), gray(Crowd.figure()), seed), gray(Crowd.figure()), x, y, 0.9);
    }

    @Test
    void theFigureOfTheSampleIsFoundInItsOwnLight() throws IOException {
        FindResult result = find(Crowd.scene(), Crowd.figure(), "count", "1");
        FoundMatch match = result.matches().get(0);
        assertThat(match.score()).isGreaterThan(0.98);
        assertThat(match.x()).isBetween(19.0 * 25, 20.0 * 25);
        assertThat(match.y()).isBetween(7.0 * 37, 8.0 * 37);
        assertThat(result.notices()).isEmpty();
        assertThat(find(Crowd.scene(15, -1, 0), Crowd.figure(), "threshold", "0.9")
                        .matches())
                .isEmpty();
    }

    @Test
    void aSelectionIsFoundAgainInEveryFrame() throws IOException {
        ImagePlus video = video();
        video.setRoi(new Roi(18, 17, 9, 9));
        FindResult result = find(video, "drift", "true");
        assertThat(result.matches()).hasSize(6);
        for (int t = 0; t < 6; t++) {
            FoundMatch match = result.matches().get(t);
            assertThat(match.t()).isEqualTo(t + 1);
            assertThat(match.x() - result.matches().get(0).x()).isCloseTo(1.3 * t, within(0.1));
            assertThat(match.y() - result.matches().get(0).y()).isCloseTo(-0.4 * t, within(0.1));
        }
        assertThat(result.driftPlot().getImagePlus().getWidth()).isGreaterThan(300);
        ResultsTable table = new ResultsTable();
        result.addTo(table);
        assertThat(table.getHeadings())
                .containsExactly("x", "y", "z", "t", "score", "x (micron)", "y (micron)", "z (micron)", "t (sec)");
        assertThat(table.getValue("t (sec)", 5)).isCloseTo(2.5, within(1e-9));
        assertThat(table.getValue("x (micron)", 0)).isCloseTo(0.2 * table.getValue("x", 0), within(1e-9));
    }

    @Test
    void anOvalSelectionIsAMask() throws IOException {
        Random random = new Random(1);
        ByteProcessor plane = new ByteProcessor(90, 80);
        for (int i = 0; i < 90 * 80; i++) {
            plane.set(i, random.nextInt(256));
        }
        OvalRoi oval = new OvalRoi(10, 12, 15, 15);
        for (int y = 0; y < 15; y++) {
            for (int x = 0; x < 15; x++) {
                if (oval.getMask().get(x, y) != 0) {
                    plane.set(60 + x, 50 + y, plane.get(10 + x, 12 + y));
                }
            }
        }
        ImagePlus image = new ImagePlus("a", plane);
        image.setRoi(oval);
        FindResult result = find(image, "threshold", "0.99");
        assertThat(result.matches()).hasSize(2).allMatch(match -> match.score() > 0.99999);
        assertThat(result.matches())
                .extracting(match -> Math.round(match.x() - 0.5))
                .containsExactlyInAnyOrder(17L, 67L);
    }

    @Test
    void volumesAreSearchedAsOneOrPlaneByPlane() throws IOException {
        ImagePlus volume = volume();
        ImageStack stack = new ImageStack(6, 5);
        for (int z = 4; z < 7; z++) {
            ImageProcessor plane = volume.getStack().getProcessor(z + 1);
            plane.setRoi(11, 7, 6, 5);
            stack.addSlice(plane.crop());
        }
        ImagePlus part = new ImagePlus("part", stack);
        FindResult whole = find(volume, part, "axes", "xyz", "count", "1", "map", "true");
        FoundMatch match = whole.matches().get(0);
        assertThat(match.score()).isGreaterThan(0.99999);
        assertThat(match.z()).isCloseTo(6, within(0.5));
        assertThat(match.x()).isCloseTo(14, within(0.5));
        ImagePlus map = whole.map().orElseThrow();
        assertThat(map.getDimensions()).containsExactly(30 - 5, 20 - 4, 1, 10 - 2, 1);
        assertThat(map.getStack().getVoxel(11, 7, 4)).isGreaterThan(0.99999);
        FindResult planes = find(volume, part, "threshold", "0.999");
        assertThat(planes.matches()).extracting(FoundMatch::template).containsExactly(1, 2, 3);
        assertThat(planes.matches()).extracting(FoundMatch::z).containsExactly(5.0, 6.0, 7.0);
    }

    @Test
    void matchesAreMarkedAndOldMarksGo() throws IOException {
        ImagePlus video = video();
        video.setRoi(new Roi(18, 17, 9, 9));
        find(video, "drift", "true").mark();
        assertThat(video.getRoi()).isInstanceOf(PointRoi.class);
        assertThat(video.getRoi().getFloatPolygon().npoints).isEqualTo(6);
        assertThat(((PointRoi) video.getRoi()).getPointPosition(5)).isEqualTo(6);
        assertThat(video.getOverlay().size()).isEqualTo(6);
        video.setRoi(new Roi(18, 17, 9, 9));
        find(video, "frames", "1").mark();
        assertThat(video.getOverlay().size()).isEqualTo(1);
        assertThat(video.getOverlay().get(0).getPosition()).isEqualTo(1);
    }

    @Test
    void filesAreSearchedAndMatchesWritten(@TempDir Path folder) throws IOException {
        Path scene = folder.resolve("scene.tif");
        Path figure = folder.resolve("figure.tif");
        Path matches = folder.resolve("matches.csv");
        Path map = folder.resolve("map.tif");
        ImageFiles.save(moved(100, 50, 3), scene);
        ImageFiles.save(Crowd.figure(), figure);
        FindSettings settings = FindSettings.parse(Map.of("count", "1", "map", "true"));
        FindTask.find(scene, figure, matches, Optional.of(map), settings, Progress.NONE);
        assertThat(Files.readAllLines(matches)).hasSize(2).startsWith("x,y,z,t,score");
        assertThat(Files.readAllLines(matches).get(1))
                .matches("11[01]\\.\\d{3},6[67]\\.\\d{3},1,1,(1\\.0|0\\.9999)\\d+");
        assertThat(ImageFiles.open(map).getWidth()).isEqualTo(WIDTH - Crowd.PERSON_WIDTH + 1);
    }

    @Test
    void whatCantBeFoundIsTold() throws IOException {
        ImagePlus video = video();
        assertThatThrownBy(() -> find(video))
                .hasMessage(
                        "there is nothing to look for: draw an area around it in 'video' (a rectangle, say), or name"
                                + " another image with template=");
        video.setRoi(new PointRoi(3, 3));
        assertThatThrownBy(() -> find(video))
                .hasMessage("the selection of 'video' isn't an area; draw one around what is looked for"
                        + " (a rectangle, say)");
        video.deleteRoi();
        assertThatThrownBy(() -> find(Crowd.figure(), Crowd.scene()))
                .hasMessage("the template is larger than the image: the template is 650 x 444, the image 22 x 34;"
                        + " choose a smaller template");
        FindResult nothing = find(Crowd.scene(15, -1, 0), Crowd.figure(), "threshold", "0.95");
        assertThat(nothing.notices())
                .singleElement()
                .asString()
                .startsWith("no place scores 0.95 or more; the highest score is 0.");
        ImagePlus holed = gray(moved(5, 5, 1));
        holed = new ImagePlus("holed", holed.getProcessor().convertToFloat());
        holed.getProcessor().setf(300, 300, Float.NaN);
        assertThat(find(holed, gray(Crowd.figure()), "threshold", "0.95").notices())
                .containsExactly((22 * 34) + " places of the template would hold pixels that are NaN or infinite; they"
                        + " score 0");
    }

    private static void assertFound(ImagePlus scene, ImagePlus figure, int x, int y, double score) throws IOException {
        FoundMatch match =
                find(scene, figure, "count", "1", "threads", "1").matches().get(0);
        assertThat(match.score()).isGreaterThan(score);
        assertThat(match.x()).isCloseTo(x + Crowd.PERSON_WIDTH / 2.0, within(0.5));
        assertThat(match.y()).isCloseTo(y + Crowd.PERSON_HEIGHT / 2.0, within(0.5));
    }

    private static ImagePlus moved(int x, int y, int seed) {
        ImagePlus scene = Crowd.scene(seed, -1, 0);
        scene.getProcessor().copyBits(Crowd.figure().getProcessor(), x, y, Blitter.COPY);
        return scene;
    }

    private static ImagePlus gray(ImagePlus image) {
        return new ImagePlus("gray", image.getProcessor().convertToByte(false));
    }

    /** Noise of a tenth of the figure's variance: 10 dB. */
    private static ImagePlus noisy(ImagePlus scene, ImagePlus figure, int seed) {
        double sigma = figure.getProcessor().getStats().stdDev / Math.sqrt(10);
        Random random = new Random(seed);
        ImageProcessor plane = scene.getProcessor().convertToFloat();
        for (int i = 0; i < plane.getPixelCount(); i++) {
            plane.setf(i, (float) (plane.getf(i) + sigma * random.nextGaussian()));
        }
        return new ImagePlus("noisy", plane);
    }

    /** A spot that moves by 1.3 and −0.4 pixels a frame. */
    private static ImagePlus video() {
        ImageStack stack = new ImageStack(50, 40);
        for (int t = 0; t < 6; t++) {
            FloatProcessor plane = new FloatProcessor(50, 40);
            for (int i = 0; i < 2000; i++) {
                double dx = i % 50 - 22 - 1.3 * t;
                double dy = i / 50 - 21 + 0.4 * t;
                plane.setf(i, (float) (100 + 90 * Math.exp(-(dx * dx + dy * dy) / 8)));
            }
            stack.addSlice(plane);
        }
        ImagePlus video = new ImagePlus("video", stack);
        video.setDimensions(1, 1, 6);
        video.getCalibration().setUnit("micron");
        video.getCalibration().pixelWidth = 0.2;
        video.getCalibration().pixelHeight = 0.2;
        video.getCalibration().frameInterval = 0.5;
        return video;
    }

    private static ImagePlus volume() {
        Random random = new Random(2);
        ImageStack stack = new ImageStack(30, 20);
        for (int z = 0; z < 10; z++) {
            ByteProcessor plane = new ByteProcessor(30, 20);
            for (int i = 0; i < 600; i++) {
                plane.set(i, random.nextInt(256));
            }
            stack.addSlice(plane);
        }
        return new ImagePlus("volume", stack);
    }

    private static FindResult find(ImagePlus input, String... settings) throws IOException {
        return FindTask.find(input, settings(settings), Progress.NONE);
    }

    private static FindResult find(ImagePlus input, ImagePlus template, String... settings) throws IOException {
        return FindTask.find(input, template, settings(settings), Progress.NONE);
    }

    private static FindSettings settings(String... keysAndValues) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            texts.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return FindSettings.parse(texts);
    }
}
