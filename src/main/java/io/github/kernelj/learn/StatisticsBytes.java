package io.github.kernelj.learn;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;

/** {@link PatchStatistics} as bytes, for the way from one machine to another; nothing is rounded. */
public final class StatisticsBytes {

    private static final int HEADER = 7 * Integer.BYTES + 2 * Long.BYTES;

    private StatisticsBytes() {}

    /** All of the statistics; of G, which is symmetric, one half. */
    public static byte[] write(PatchStatistics statistics) {
        int taps = statistics.taps();
        Shape shape = statistics.shape();
        Anchor anchor = statistics.anchor();
        ByteBuffer out = ByteBuffer.allocate(length(taps))
                .putInt(shape.width())
                .putInt(shape.height())
                .putInt(shape.depth())
                .putInt(anchor.x())
                .putInt(anchor.y())
                .putInt(anchor.z())
                .putInt(taps)
                .putLong(statistics.count())
                .putLong(statistics.excluded())
                .putDouble(statistics.weight())
                .putDouble(statistics.targetMean())
                .putDouble(statistics.variation());
        for (int tap = 0; tap < taps; tap++) {
            out.putDouble(statistics.mean(tap)).putDouble(statistics.cross(tap));
            for (int other = 0; other <= tap; other++) {
                out.putDouble(statistics.gram(tap, other));
            }
        }
        return out.array();
    }

    /**
     * Statistics from their bytes.
     *
     * @throws IOException if the bytes are none of {@link #write}'s
     */
    public static PatchStatistics read(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER) {
            throw new IOException("the statistics are cut off");
        }
        Shape shape = new Shape(in.getInt(), in.getInt(), in.getInt());
        Anchor anchor = new Anchor(in.getInt(), in.getInt(), in.getInt());
        int taps = in.getInt();
        if (taps < 1 || taps > PatchStatistics.MAX_TAPS || bytes.length != length(taps)) {
            throw new IOException("the statistics of " + taps + " taps don't have " + bytes.length + " bytes");
        }
        long count = in.getLong();
        long excluded = in.getLong();
        double weight = in.getDouble();
        double targetMean = in.getDouble();
        double variation = in.getDouble();
        double[] means = new double[taps];
        double[] cross = new double[taps];
        double[] gram = new double[taps * taps];
        for (int tap = 0; tap < taps; tap++) {
            means[tap] = in.getDouble();
            cross[tap] = in.getDouble();
            for (int other = 0; other <= tap; other++) {
                gram[tap * taps + other] = in.getDouble();
                gram[other * taps + tap] = gram[tap * taps + other];
            }
        }
        return new PatchStatistics(shape, anchor, count, excluded, weight, means, targetMean, gram, cross, variation);
    }

    private static int length(int taps) {
        return HEADER + Double.BYTES * (3 + 2 * taps + taps * (taps + 1) / 2);
    }
}
