package io.github.kernelj.kernel;

import static io.github.kernelj.kernel.PresetParameters.AUTO_SIZE;
import static io.github.kernelj.kernel.PresetParameters.UNIT;

import io.github.kernelj.kernel.Preset.Parameter;
import java.util.List;

/** Kernels that draw a shape: waves, streaks, disks and balls. Angles run anticlockwise on the screen from the x axis. */
final class PatternPresets {

    /** Keeps rounding from adding or dropping a pixel that lies on the rim exactly. */
    private static final double RIM = 1e-9;

    private PatternPresets() {}

    static List<Preset> all() {
        Parameter radius = new Parameter("radius", "3", "length", "distance from the centre up to which pixels count");
        return List.of(
                new Preset(
                        "gabor",
                        "A wave under a Gaussian whose integral is 1, as in scikit-image: answers to stripes of"
                                + " one width and angle.",
                        PatternPresets::gabor,
                        new Parameter("wavelength", "8", "length", "from stripe to stripe"),
                        new Parameter(
                                "angle",
                                "0",
                                "degrees",
                                "the direction in which the wave runs, anticlockwise from the x axis"),
                        new Parameter("sigma", "4", "length", "standard deviation of the Gaussian along the wave"),
                        new Parameter("aspect", "1", "", "sigma along the wave divided by that across"),
                        new Parameter("phase", "0", "degrees", "0 for a bright stripe in the middle, 90 for an edge"),
                        AUTO_SIZE,
                        UNIT),
                new Preset(
                        "motion",
                        "The blur of a camera or sample moving along a straight line; weights sum to 1.",
                        PatternPresets::motion,
                        new Parameter("length", "9", "length", "of the streak"),
                        new Parameter("angle", "0", "degrees", "anticlockwise from the x axis"),
                        UNIT),
                new Preset(
                        "disk",
                        "The mean of a disk, as a lens out of focus draws it.",
                        arguments -> disk(arguments, 2),
                        radius,
                        UNIT),
                new Preset("ball", "The mean of a ball.", arguments -> disk(arguments, 3), radius, UNIT));
    }

    /**
     * exp(−(u²/σ² + v²·aspect²/σ²)/2) / (2πσ²/aspect) · cos(2πu/wavelength + phase), u running along the angle and v
     * across; three standard deviations to each side along the axes of the Gaussian. The area of a pixel in the unit of
     * sigma goes in as a factor, so that the unit doesn't change the sum.
     */
    private static Taps gabor(PresetArguments arguments) {
        double wavelength = arguments.positive("wavelength");
        double angle = Math.toRadians(arguments.number("angle"));
        double phase = Math.toRadians(arguments.number("phase"));
        double along = arguments.positive("sigma");
        double across = along / arguments.positive("aspect");
        double[] spacing = arguments.spacing();
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double radiusX = Math.max(Math.abs(3 * along * cos), Math.abs(3 * across * sin)) / spacing[0];
        double radiusY = Math.max(Math.abs(3 * across * cos), Math.abs(3 * along * sin)) / spacing[1];
        Shape shape = arguments.shape(Math.ceil(Math.max(1, radiusX) - RIM), Math.ceil(Math.max(1, radiusY) - RIM));
        double peak = spacing[0] * spacing[1] / (2 * Math.PI * along * across);
        return Taps.of(shape, (column, row, plane) -> {
            double x = column * spacing[0];
            double y = -row * spacing[1];
            double u = x * cos + y * sin;
            double v = y * cos - x * sin;
            double envelope = Math.exp(-(u * u / (along * along) + v * v / (across * across)) / 2);
            return peak * envelope * Math.cos(2 * Math.PI * u / wavelength + phase);
        });
    }

    /** 1 minus the distance from the streak where that is above 0; the streak is the line of length − 1 between pixel centres. */
    private static Taps motion(PresetArguments arguments) {
        double length = arguments.positive("length");
        double angle = Math.toRadians(arguments.number("angle"));
        double[] ends = arguments.inPixels(new double[] {length * Math.cos(angle), -length * Math.sin(angle)});
        double inPixels = Math.hypot(ends[0], ends[1]);
        double half = Math.max(0, inPixels - 1) / 2;
        double directionX = ends[0] / inPixels;
        double directionY = ends[1] / inPixels;
        double radiusX = Math.ceil(Math.abs(half * directionX) - RIM);
        double radiusY = Math.ceil(Math.abs(half * directionY) - RIM);
        Shape shape = arguments.shapeOf(2 * radiusX + 1, 2 * radiusY + 1);
        return Taps.of(shape, (x, y, z) -> {
                    double nearest = Math.max(-half, Math.min(half, x * directionX + y * directionY));
                    return Math.max(0, 1 - Math.hypot(x - nearest * directionX, y - nearest * directionY));
                })
                .normalized();
    }

    private static Taps disk(PresetArguments arguments, int dimensions) {
        double radius = arguments.positive("radius");
        double[] spacing = arguments.spacing();
        double[] extents = new double[dimensions];
        for (int axis = 0; axis < dimensions; axis++) {
            extents[axis] = 2 * Math.floor(radius / spacing[axis] + RIM) + 1;
        }
        double rim = radius * (1 + RIM);
        return Taps.of(arguments.shapeOf(extents), (x, y, z) -> {
                    double distance =
                            Math.sqrt(square(x * spacing[0]) + square(y * spacing[1]) + square(z * spacing[2]));
                    return distance <= rim ? 1 : 0;
                })
                .normalized();
    }

    private static double square(double value) {
        return value * value;
    }
}
