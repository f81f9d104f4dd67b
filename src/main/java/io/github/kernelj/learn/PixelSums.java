package io.github.kernelj.learn;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * What a part of the pixels answers; answers add up. The arrays are the record's own, not to be changed.
 *
 * @param statistics as {@link StatisticsBytes} has them; empty for none
 * @param sums that are added
 * @param least of which the least is taken
 * @param samples that are put one behind the other
 */
@SuppressWarnings("ArrayRecordComponent")
public record PixelSums(byte[] statistics, double[] sums, double[] least, double[] samples) implements Serializable {

    private static final double[] NOTHING = {};

    static PixelSums of(PatchStatistics statistics) {
        return new PixelSums(StatisticsBytes.write(statistics), NOTHING, NOTHING, NOTHING);
    }

    static PixelSums of(double... sums) {
        return new PixelSums(new byte[0], sums, NOTHING, NOTHING);
    }

    static PixelSums of(double[] sums, double[] least, double[] samples) {
        return new PixelSums(new byte[0], sums, least, samples);
    }

    /** The answer of both parts, this one's first. */
    public PixelSums plus(PixelSums other) throws IOException {
        double[] added = sums.clone();
        Arrays.setAll(added, i -> sums[i] + other.sums[i]);
        double[] lower = least.clone();
        Arrays.setAll(lower, i -> Math.min(least[i], other.least[i]));
        return new PixelSums(
                statistics.length == 0 ? statistics : StatisticsBytes.write(patch().plus(other.patch())),
                added,
                lower,
                DoubleStream.concat(Arrays.stream(samples), Arrays.stream(other.samples))
                        .toArray());
    }

    PatchStatistics patch() throws IOException {
        return StatisticsBytes.read(statistics);
    }
}
