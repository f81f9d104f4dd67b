package io.github.kernelj.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * The magnitude of a kernel's {@link FrequencyResponse} against the length of the frequency vector, over the directions
 * in which the kernel extends: one for a 1-D kernel, half a circle for a plane, half a sphere for a volume (the other
 * half has the same magnitudes). The arrays aren't to be changed.
 *
 * @param frequencies in cycles per pixel, from 0 to 0.5
 * @param mean over the directions, for each frequency
 * @param least the smallest over the directions
 * @param most the largest over the directions
 * @param directions how many directions were looked at
 */
public record RadialResponse(double[] frequencies, double[] mean, double[] least, double[] most, int directions) {

    private static final int DIRECTIONS_OF_A_PLANE = 64;
    private static final int FEWEST_OF_A_VOLUME = 16;
    private static final int MOST_OF_A_VOLUME = 256;

    /** Taps times frequencies that are summed up for a volume, so that it takes a fraction of a second. */
    private static final double WORK = 1 << 27;

    private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

    static RadialResponse of(Kernel kernel, int count) {
        if (count < 2) {
            throw new IllegalArgumentException("a radial response needs at least 2 frequencies, got " + count);
        }
        List<double[]> directions = directions(kernel.shape(), count);
        FourierSum sum = new FourierSum(kernel);
        RadialResponse radial = new RadialResponse(
                new double[count], new double[count], new double[count], new double[count], directions.size());
        for (int i = 0; i < count; i++) {
            double frequency = 0.5 * i / (count - 1);
            radial.frequencies[i] = frequency;
            radial.least[i] = Double.POSITIVE_INFINITY;
            for (double[] direction : directions) {
                double[] response =
                        sum.at(frequency * direction[0], frequency * direction[1], frequency * direction[2]);
                double magnitude = Math.hypot(response[0], response[1]);
                radial.mean[i] += magnitude / directions.size();
                radial.least[i] = Math.min(radial.least[i], magnitude);
                radial.most[i] = Math.max(radial.most[i], magnitude);
            }
        }
        return radial;
    }

    private static List<double[]> directions(Shape shape, int count) {
        List<double[]> axes = new ArrayList<>();
        if (shape.width() > 1 || shape.volume() == 1) {
            axes.add(new double[] {1, 0, 0});
        }
        if (shape.height() > 1) {
            axes.add(new double[] {0, 1, 0});
        }
        if (shape.depth() > 1) {
            axes.add(new double[] {0, 0, 1});
        }
        return switch (axes.size()) {
            case 1 -> axes;
            case 2 -> halfCircle(axes.get(0), axes.get(1));
            default ->
                halfSphere(axes, (int)
                        Math.max(FEWEST_OF_A_VOLUME, Math.min(MOST_OF_A_VOLUME, WORK / count / shape.volume())));
        };
    }

    private static List<double[]> halfCircle(double[] first, double[] second) {
        List<double[]> directions = new ArrayList<>();
        for (int i = 0; i < DIRECTIONS_OF_A_PLANE; i++) {
            double angle = Math.PI * i / DIRECTIONS_OF_A_PLANE;
            double[] direction = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                direction[axis] = Math.cos(angle) * first[axis] + Math.sin(angle) * second[axis];
            }
            directions.add(direction);
        }
        return directions;
    }

    /** The axes, and points on a Fibonacci lattice (Swinbank and Purser, 2006), which covers a sphere evenly. */
    private static List<double[]> halfSphere(List<double[]> axes, int points) {
        List<double[]> directions = new ArrayList<>(axes);
        for (int i = 0; i < points; i++) {
            double z = (i + 0.5) / points;
            double radius = Math.sqrt(1 - z * z);
            double angle = i * GOLDEN_ANGLE;
            directions.add(new double[] {radius * Math.cos(angle), radius * Math.sin(angle), z});
        }
        return directions;
    }
}
