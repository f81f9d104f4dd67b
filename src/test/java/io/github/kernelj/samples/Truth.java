package io.github.kernelj.samples;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;

/** The made test images and the kernels behind them: what a learner has to find again. */
public final class Truth {

    private Truth() {}

    /** A blur along a falling diagonal, sharpened across it and leaning to the left: no symmetry, sum 0.98. */
    public static final Kernel UNKNOWN_7X7 = Kernel.of(
                    Shape.of(7, 7),
                    0.0065f,
                    0.0075f,
                    0.0047f,
                    -0.0013f,
                    -0.0073f,
                    -0.0075f,
                    -0.0035f,
                    0.0219f,
                    0.0424f,
                    0.0434f,
                    0.0147f,
                    -0.0127f,
                    -0.0145f,
                    -0.0056f,
                    0.0225f,
                    0.0728f,
                    0.1200f,
                    0.0908f,
                    0.0205f,
                    -0.0075f,
                    -0.0043f,
                    0.0078f,
                    0.0363f,
                    0.0889f,
                    0.1204f,
                    0.0976f,
                    0.0494f,
                    0.0151f,
                    0.0000f,
                    -0.0015f,
                    -0.0029f,
                    0.0176f,
                    0.0659f,
                    0.0808f,
                    0.0456f,
                    -0.0027f,
                    -0.0116f,
                    -0.0258f,
                    -0.0262f,
                    0.0006f,
                    0.0296f,
                    0.0312f,
                    -0.0030f,
                    -0.0095f,
                    -0.0157f,
                    -0.0138f,
                    -0.0056f,
                    0.0021f,
                    0.0059f)
            .withName("unknown-7x7")
            .withProvenance(Map.of("pair", "camera.png, camera-filtered.png"));

    /** A 3-D filter that differs along each axis and in each octant, sum 0.96. */
    public static final Kernel UNKNOWN_3X3X3 = Kernel.of(
                    new Shape(3, 3, 3),
                    0.02f,
                    0.03f,
                    0.01f,
                    0.04f,
                    0.06f,
                    0.02f,
                    0.01f,
                    0.05f,
                    -0.02f,
                    0.05f,
                    0.08f,
                    -0.01f,
                    0.10f,
                    0.31f,
                    0.06f,
                    -0.03f,
                    0.07f,
                    0.02f,
                    -0.04f,
                    0.01f,
                    0.03f,
                    0.00f,
                    0.09f,
                    -0.05f,
                    0.02f,
                    -0.03f,
                    0.06f)
            .withName("unknown-3x3x3")
            .withProvenance(Map.of("pair", "phantom.tif, phantom-filtered.tif"));

    private static final int FRAMES = 24;

    /** The made images by file name; {@code camera} is the photograph that is filtered. */
    static Map<String, ImagePlus> images(ImagePlus camera) {
        Grid photograph = Grid.of(camera.getStack());
        Grid phantom = Grid.of(phantom().toStack(16));
        Map<String, ImagePlus> images = new LinkedHashMap<>();
        images.put(
                "camera-filtered.png",
                image(photograph.correlatedWith(UNKNOWN_7X7).toStack(8)));
        images.put("phantom.tif", volume(phantom.toStack(16)));
        images.put(
                "phantom-filtered.tif",
                volume(phantom.correlatedWith(UNKNOWN_3X3X3).toStack(32)));
        images.put("video.tif", film(video().toStack(8)));
        images.put("crowd.png", Crowd.scene());
        images.put("figure.png", Crowd.figure());
        return images;
    }

    /** The kernel files by name. */
    static Map<String, Kernel> kernels() {
        Map<String, Kernel> kernels = new LinkedHashMap<>();
        kernels.put("unknown-7x7.json", UNKNOWN_7X7);
        kernels.put("unknown-3x3x3.json", UNKNOWN_3X3X3);
        return kernels;
    }

    /**
     * The lesson's pair by file name: a white picture with a black band, and its correlation with [1 −1], which is 1
     * where white turns black and −1 where black turns white.
     */
    static Map<String, String> lesson() {
        Map<String, String> lesson = new LinkedHashMap<>();
        lesson.put("lesson-input.csv", csv(Grid.of(8, 6, 1, (x, y, z) -> x < 2 || x > 5 ? 1 : 0)));
        lesson.put("lesson-target.csv", csv(Grid.of(7, 6, 1, (x, y, z) -> x == 1 ? 1 : x == 5 ? -1 : 0)));
        return lesson;
    }

    /** A body with four organs, a woven texture, and noise, which makes every tap of a kernel identifiable. */
    private static Grid phantom() {
        double[][] ellipsoids = { // centre x, y, z and radii in µm, what is added
            {12, 12, 24, 10, 11, 21, 1800},
            {8, 10, 18, 3, 4, 7, 1500},
            {16, 11, 22, 3, 2.5, 9, -900},
            {12, 17, 30, 4, 2, 6, 2200},
            {13, 8, 36, 2, 2, 4, 3000}
        };
        Random random = new Random(48);
        return Grid.of(48, 48, 32, (x, y, z) -> {
            double value = 400;
            for (double[] e : ellipsoids) {
                double dx = (0.5 * x - e[0]) / e[3];
                double dy = (0.5 * y - e[1]) / e[4];
                double dz = (1.5 * z - e[2]) / e[5];
                value += dx * dx + dy * dy + dz * dz <= 1 ? e[6] : 0;
            }
            double texture = StrictMath.sin(0.9 * x + 0.4 * z) * StrictMath.sin(0.7 * y - 0.5 * z);
            return value + 150 * texture + 80 * random.nextGaussian();
        });
    }

    /** Five spots that drift, of which three blink, over a dim background with noise. */
    private static Grid video() {
        double[][] spots = { // x, y, steps of x and y per frame, sigma, brightness, frames on, frames off
            {10, 12, 1.6, 0.5, 1.8, 170, FRAMES, 0},
            {52, 20, -1.2, 0.9, 1.4, 190, 3, 3},
            {20, 50, 0.6, -1.4, 2.4, 120, FRAMES, 0},
            {44, 44, 0.1, 0.2, 1.6, 200, 1, 4},
            {30, 30, -0.3, 0.3, 2.0, 150, 5, 2}
        };
        Random random = new Random(64);
        return Grid.of(64, 64, FRAMES, (x, y, frame) -> {
            double value = 24;
            for (double[] s : spots) {
                double dx = x - s[0] - s[2] * frame;
                double dy = y - s[1] - s[3] * frame;
                boolean on = frame % (s[6] + s[7]) < s[6];
                value += on ? s[5] * StrictMath.exp(-(dx * dx + dy * dy) / (2 * s[4] * s[4])) : 0;
            }
            return value + 4 * random.nextGaussian();
        });
    }

    private static ImagePlus image(ImageStack stack) {
        return new ImagePlus("", stack);
    }

    private static ImagePlus volume(ImageStack stack) {
        ImagePlus volume = image(stack);
        Calibration calibration = new Calibration();
        calibration.setUnit("micron");
        calibration.pixelWidth = 0.5;
        calibration.pixelHeight = 0.5;
        calibration.pixelDepth = 1.5;
        volume.setCalibration(calibration);
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int z = 1; z <= stack.size(); z++) {
            least = Math.min(least, stack.getProcessor(z).getStats().min);
            most = Math.max(most, stack.getProcessor(z).getStats().max);
        }
        volume.setDisplayRange(least, most);
        return volume;
    }

    private static ImagePlus film(ImageStack stack) {
        ImagePlus film = image(stack);
        film.setDimensions(1, 1, FRAMES);
        Calibration calibration = new Calibration();
        calibration.setUnit("micron");
        calibration.pixelWidth = 0.2;
        calibration.pixelHeight = 0.2;
        calibration.frameInterval = 0.05;
        calibration.fps = 20;
        calibration.setTimeUnit("sec");
        film.setCalibration(calibration);
        return film;
    }

    private static String csv(Grid plane) {
        StringBuilder csv = new StringBuilder();
        for (double[] row : plane.values()[0]) {
            StringJoiner line = new StringJoiner(",", "", "\n");
            for (double value : row) {
                line.add(Integer.toString((int) value));
            }
            csv.append(line);
        }
        return csv.toString();
    }
}
