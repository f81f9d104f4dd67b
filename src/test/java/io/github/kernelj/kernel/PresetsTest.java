package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresetsTest {

    private static final VoxelSize CONFOCAL = new VoxelSize(0.25, 0.25, 1, "micron");

    private static Kernel kernel(String expression) {
        return kernel(expression, VoxelSize.PIXEL);
    }

    private static Kernel kernel(String expression, VoxelSize voxel) {
        try {
            return KernelExpression.parse(expression).evaluate(voxel).single();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<Preset> all() {
        return Presets.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPresetSaysWhatItIsAndWorksByDefault(Preset preset) {
        assertThat(preset.name()).matches("[a-z]+(-[a-z]+)*");
        assertThat(preset.description()).endsWith(".").matches("[A-Z].*");
        assertThat(preset.parameters()).allSatisfy(parameter -> {
            assertThat(parameter.description()).isNotBlank();
            assertThat(parameter.defaultValue()).isNotBlank();
            assertThat(parameter.unit()).isIn("", "taps", "degrees", "length");
        });
        Kernel kernel = preset.kernel(Map.of(), VoxelSize.PIXEL);
        assertThat(kernel.name()).isEqualTo(preset.name());
        assertThat(kernel.provenance()).isEqualTo(Map.of("preset", preset.name()));
        assertThat(kernel.anchor()).isEqualTo(Anchor.centreOf(kernel.shape()));
        assertThat(Presets.find(preset.name())).contains(preset);
    }

    @ParameterizedTest
    @MethodSource("all")
    void sayingTheDefaultsChangesNothing(Preset preset) {
        Map<String, String> defaults = preset.parameters().stream()
                .collect(java.util.stream.Collectors.toMap(Preset.Parameter::name, Preset.Parameter::defaultValue));
        assertThat(preset.kernel(defaults, VoxelSize.PIXEL)).isEqualTo(preset.kernel("", VoxelSize.PIXEL));
    }

    @Test
    void namesAreUniqueAndAsPromised() {
        assertThat(Presets.all())
                .extracting(Preset::name)
                .doesNotHaveDuplicates()
                .contains(
                        "identity",
                        "box",
                        "gaussian",
                        "gaussian-derivative",
                        "sharpen",
                        "unsharp",
                        "emboss",
                        "sobel",
                        "sobel-x",
                        "sobel-y",
                        "sobel-z",
                        "prewitt",
                        "prewitt-x",
                        "scharr",
                        "scharr-z",
                        "laplacian",
                        "log",
                        "dog",
                        "gabor",
                        "motion",
                        "disk",
                        "ball",
                        "savitzky-golay",
                        "moving-average");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "box(4 2)",
                "moving-average(6)",
                "gaussian(3)",
                "gaussian(sigma=1 2 0.3)",
                "gaussian(1, size=4)",
                "disk(2.5)",
                "ball(2)",
                "motion(7, 30)",
                "savitzky-golay(9, 4)",
                "sharpen(0.3)",
                "unsharp(1.5, 2)",
                "emboss",
                "identity(5)"
            })
    void smoothingAndSharpeningKernelsSumToOne(String expression) {
        assertThat(kernel(expression).sum()).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sobel", "prewitt", "scharr", "gaussian-derivative"})
    void slopesArePositiveWhereTheImageGrows(String name) {
        for (String direction : List.of("x", "y", "z")) {
            Kernel kernel = kernel(name + "(direction=" + direction + ", dimensions=3)");
            int axis = "xyz".indexOf(direction);
            double answer = 0;
            Shape shape = kernel.shape();
            for (int z = 0; z < shape.depth(); z++) {
                for (int y = 0; y < shape.height(); y++) {
                    for (int x = 0; x < shape.width(); x++) {
                        // Cross-correlation with the image X(p) = p along the axis.
                        answer += kernel.weight(x, y, z) * new int[] {x, y, z}[axis];
                    }
                }
            }
            assertThat(answer).isPositive();
            assertThat(kernel.sum()).isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void directionsAndTheirShortNamesAgree() {
        assertThat(kernel("sobel-y")).isEqualTo(kernel("sobel(y)"));
        assertThat(kernel("scharr-z")).isEqualTo(kernel("scharr(direction=z)"));
        assertThat(kernel("scharr-z").shape()).isEqualTo(new Shape(3, 3, 3));
        assertThat(kernel("prewitt-x(dimensions=1)").weights()).containsExactly(-1, 0, 1);
        assertThat(kernel("sobel-x").weights()).containsExactly(-1, 0, 1, -2, 0, 2, -1, 0, 1);
    }

    @Test
    void dimensionsFollowFromListsOrAreSaid() {
        assertThat(kernel("gaussian(1)").shape().dimensions()).isEqualTo(2);
        assertThat(kernel("gaussian(sigma=2 2 1)").shape()).isEqualTo(new Shape(17, 17, 9));
        assertThat(kernel("gaussian(size=5 3 7)").shape()).isEqualTo(new Shape(5, 3, 7));
        assertThat(kernel("gaussian(1, dimensions=3)").shape()).isEqualTo(new Shape(9, 9, 9));
        assertThat(kernel("box(4)").shape()).isEqualTo(Shape.of(4, 4));
        assertThat(kernel("moving-average").shape()).isEqualTo(new Shape(5, 1, 1));
        assertThat(kernel("ball(2)").shape()).isEqualTo(new Shape(5, 5, 5));
        assertThat(kernel("savitzky-golay(7, dimensions=2)").shape()).isEqualTo(Shape.of(7, 7));
    }

    @Test
    void evenSizesStayCentredOnTheAnchor() {
        Kernel kernel = kernel("gaussian(1, size=4, dimensions=1)");
        assertThat(kernel.anchor().x()).isEqualTo(2);
        assertThat(kernel.weight(1, 0, 0)).isEqualTo(kernel.weight(3, 0, 0)).isLessThan(kernel.weight(2, 0, 0));
    }

    @Test
    void drawsStreaksAndSharpens() {
        assertThat(kernel("motion(5)")).isEqualTo(kernel("box(5 1)"));
        assertThat(kernel("motion(5, 90)")).isEqualTo(kernel("box(1 5)"));
        assertThat(kernel("motion(1)")).isEqualTo(kernel("identity"));
        Kernel up = kernel("motion(9, 45)");
        assertThat(up.weight(0, up.shape().height() - 1, 0)).as("lower left").isPositive();
        assertThat(up.weight(0, 0, 0)).as("upper left").isZero();
        assertThat(kernel("sharpen").weights()).containsExactly(0, -1, 0, -1, 5, -1, 0, -1, 0);
        assertThat(kernel("laplacian(8)").weights()).containsExactly(1, 1, 1, 1, -8, 1, 1, 1, 1);
        assertThat(kernel("laplacian(26)").weight(1, 1, 1)).isEqualTo(-26);
        assertThat(kernel("log(1)").weight(4, 4, 0)).isNegative();
        assertThat(kernel("dog(1)").weight(7, 7, 0)).isNotZero();
        assertThat(kernel("dog(1)")).isEqualTo(kernel("dog(1, wide=1.6)"));
    }

    @Test
    void savitzkyGolayReproducesPolynomialsAndTheirDerivatives() {
        for (int derivative = 0; derivative <= 3; derivative++) {
            Kernel kernel = kernel("savitzky-golay(8, 3, " + derivative + ")");
            double answer = 0;
            for (int i = 0; i < 8; i++) {
                double t = i - kernel.anchor().x();
                answer += kernel.weight(i, 0, 0) * (1 + 2 * t + 3 * t * t + 4 * t * t * t);
            }
            assertThat(answer).isCloseTo(new double[] {1, 2, 6, 24}[derivative], within(2e-4));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "gaussian(1, unit=um) ~ gaussian(sigma=4 4 1)",
                "gaussian(1, unit=calibrated) ~ gaussian(sigma=4 4 1)",
                "gaussian(1, unit=micron) ~ gaussian(sigma=4 4 1)",
                "gaussian(1000, unit=nm) ~ gaussian(sigma=4 4 1)",
                "gaussian(0.001, unit=mm) ~ gaussian(sigma=4 4 1)",
                "gaussian(1e-4, unit=cm) ~ gaussian(sigma=4 4 1)",
                "gaussian(1e-6, unit=m) ~ gaussian(sigma=4 4 1)",
                "gaussian(1/25400, unit=inch) ~ gaussian(sigma=4 4 1)",
            })
    void lengthsAreConvertedByTheVoxelSize(String inUnits, String inPixels) {
        Kernel calibrated = kernel(inUnits.replace("unit", "dimensions=3, unit"), CONFOCAL);
        Kernel expected = kernel(inPixels);
        assertThat(calibrated.shape()).isEqualTo(expected.shape());
        float[] weights = expected.weights();
        float[] actual = calibrated.weights();
        for (int i = 0; i < weights.length; i++) {
            assertThat(actual[i]).isCloseTo(weights[i], within(weights[i] * 1e-6f));
        }
        assertThat(calibrated.provenance()).containsEntry("voxel", "0.25 x 0.25 x 1 micron");
    }

    @Test
    void shapesAreRoundInUnitsOfLength() {
        assertThat(kernel("ball(1, unit=um)", CONFOCAL).shape()).isEqualTo(new Shape(9, 9, 3));
        assertThat(kernel("disk(0.3, unit=mm)", new VoxelSize(0.1, 0.1, 1, "mm")))
                .isEqualTo(kernel("disk(3)"));
        assertThat(kernel("motion(2, 90, unit=um)", new VoxelSize(1, 0.5, 1, "um"))
                        .shape())
                .isEqualTo(new Shape(1, 5, 1));
        assertThat(kernel("gabor(2, sigma=1, unit=um)", CONFOCAL)).isEqualTo(kernel("gabor(8, sigma=4)"));
    }

    @Test
    void derivativesAreTakenPerUnit() {
        Kernel perPixel = kernel("gaussian-derivative(4, dimensions=1)");
        Kernel perMicron = kernel("gaussian-derivative(1, dimensions=1, unit=um)", CONFOCAL);
        assertThat(perMicron).isEqualTo(perPixel.scaled(4));
        Kernel anisotropic = kernel("log(1, dimensions=3, unit=um)", CONFOCAL);
        double answer = 0;
        for (int z = 0; z < anisotropic.shape().depth(); z++) {
            for (int y = 0; y < anisotropic.shape().height(); y++) {
                for (int x = 0; x < anisotropic.shape().width(); x++) {
                    double inMicrons = z - anisotropic.anchor().z();
                    answer += anisotropic.weight(x, y, z) * inMicrons * inMicrons;
                }
            }
        }
        assertThat(answer).as("the Laplacian of z² is 2").isCloseTo(2, within(0.02));
    }

    @Test
    void provenanceNamesTheArgumentsGiven() {
        assertThat(kernel("Gaussian( 2 ,size= 9 )").provenance())
                .isEqualTo(Map.of("preset", "gaussian(sigma=2, size=9)"));
        assertThat(kernel("gaussian(size=9, sigma=2)")).isEqualTo(kernel("gaussian(2, 9)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "gaussian(-1) ~ gaussian: sigma must be above 0, got -1",
                "gaussian(sigma=0) ~ gaussian: sigma must be above 0, got 0",
                "gaussian(sigma=2 0) ~ gaussian: sigma must be above 0, got 2 0",
                "gaussian(x) ~ gaussian: sigma must be a number, got 'x'",
                "gaussian(1e400) ~ gaussian: sigma must be a number, got '1e400'",
                "gaussian(2, size=2.5) ~ gaussian: size must be a whole number of at least 1, got 2.5",
                "gaussian(2, size=0) ~ gaussian: size must be a whole number of at least 1, got 0",
                "gaussian(2, dimensions=4) ~ gaussian: dimensions must be a whole number from 1 to 3, got 4",
                "gaussian(sigma=1 2 3 4) ~ gaussian: sigma has 4 values, but the kernel has 4 dimensions (at most 3); give one value for all, or one for each",
                "gaussian(sigma=1 2 3, dimensions=2) ~ gaussian: sigma has 3 values, but the kernel has 2 dimensions (at most 3); give one value for all, or one for each",
                "gaussian(1e9) ~ gaussian: the kernel would have 6.40e+19 taps; the most is 67108864, so choose smaller parameters",
                "gaussian(1e300) ~ gaussian: the kernel would have Infinity taps; the most is 67108864, so choose smaller parameters",
                "box(9000) ~ box: the kernel would have 8.10e+07 taps; the most is 67108864, so choose smaller parameters",
                "gaussian(2, unit=um) ~ gaussian: unit=um needs an image calibrated in a length, but the pixels of this one are measured in 'pixel'",
                "gaussian(2, unit=parsec) ~ gaussian: unknown unit 'parsec'; use pixel, calibrated, nm, um, mm, cm, m or inch",
                "sobel(w) ~ sobel: direction must be x, y or z, got 'w'",
                "sobel(xy) ~ sobel: direction must be x, y or z, got 'xy'",
                "sobel-z(2) ~ sobel-z: direction z needs 3 dimensions or more, got 2",
                "gaussian-derivative(1, order=1 1, direction=y) ~ gaussian-derivative: order gives a derivative for each axis, so direction can't be given as well",
                "gaussian-derivative(sigma=1 1, direction=z) ~ gaussian-derivative: direction z needs 3 dimensions or more, got 2",
                "savitzky-golay(5, 5) ~ savitzky-golay: size must be above the polynomial's degree, 5, got 5",
                "savitzky-golay(5, 2, 3) ~ savitzky-golay: derivative must be at most degree, 2, got 3",
                "savitzky-golay(99, 13) ~ savitzky-golay: degree must be a whole number from 0 to 12, got 13",
                "laplacian(5) ~ laplacian: neighbours must be 2, 4, 8, 6 or 26, got 5",
                "dog(2, wide=1) ~ dog: wide must be above sigma, got wide=1 and sigma=2",
                "disk(0) ~ disk: radius must be above 0, got 0",
                "disk(1 2) ~ disk: radius must be one number, got '1 2'",
                "motion(length=0) ~ motion: length must be above 0, got 0",
                "gabor(aspect=0) ~ gabor: aspect must be above 0, got 0",
                "sharpen(1e39) ~ sharpen: the kernel's weights must be finite numbers; plane 1, row 1, column 2 is -Infinity",
            })
    void refusesValuesOutOfTheirRangeByName(String expression, String message) {
        assertThatThrownBy(() -> kernel(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void argumentsMayComeAsAMap() {
        Preset gaussian = Presets.find("gaussian").orElseThrow();
        assertThat(gaussian.kernel(Map.of("sigma", "2"), VoxelSize.PIXEL))
                .isEqualTo(gaussian.kernel("2", VoxelSize.PIXEL));
        assertThatThrownBy(() -> gaussian.kernel(Map.of("sigm", "2"), VoxelSize.PIXEL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "gaussian has no parameter 'sigm'; did you mean sigma? Its parameters are sigma, size, dimensions, unit");
    }

    @Test
    void findsWhatWasMeant() {
        assertThat(Presets.nearest("gausian")).contains("gaussian");
        assertThat(Presets.nearest("Sobelx")).contains("sobel-x");
        assertThat(Presets.nearest("quux")).isEmpty();
        assertThat(Presets.nearest("")).isEmpty();
        assertThat(Presets.nearest("g".repeat(100_000))).isEmpty();
    }

    @Test
    void voxelSizesAreAboveZeroAndNamed() {
        assertThat(new VoxelSize(1, 2, 3, " mm ").unit()).isEqualTo("mm");
        assertThat(new VoxelSize(1, 1, 1, " ")).isEqualTo(VoxelSize.PIXEL);
        assertThat(new VoxelSize(1, 1, 1, "inch").in("mm").x()).isCloseTo(25.4, within(1e-12));
        assertThat(new VoxelSize(1, 1, 1, "\u00B5m").in("\u03BCm").x()).isEqualTo(1);
        assertThatThrownBy(() -> new VoxelSize(1, 0, 1, "mm"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the spacing of pixels must be above 0 along every axis, got 1.0 x 0.0 x 1.0 mm");
        assertThatThrownBy(() -> VoxelSize.PIXEL.in("furlong"))
                .hasMessage("unknown unit 'furlong'; use nm, um, mm, cm, m or inch");
    }
}
