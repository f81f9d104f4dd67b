package io.github.kernelj.image;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;

/** Volumes of one value a pixel: RGB images as 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601), others as they are. */
public final class Luminance {

    private static final float[] WEIGHTS = {0.299f, 0.587f, 0.114f};

    private Luminance() {}

    /**
     * One volume.
     *
     * @param volumes of one selected channel, or of all channels of an RGB image
     * @param position from 0 to {@link ImageVolumes#positions()} − 1
     * @throws IllegalArgumentException if there are several channels that aren't red, green and blue
     */
    public static PlaneSource of(ImageVolumes volumes, int position) {
        if (!volumes.isColour() && volumes.channels() == 1) {
            return volumes.source(0, position);
        }
        if (!volumes.isColour() || volumes.channels() != WEIGHTS.length) {
            throw new IllegalArgumentException(
                    "luminance is that of red, green and blue, but there are " + volumes.channels() + " channels");
        }
        return new PlaneSource() {
            @Override
            public Shape shape() {
                return volumes.shape();
            }

            @Override
            public float[] plane(int z) throws IOException {
                float[] sum =
                        new float[volumes.shape().width() * volumes.shape().height()];
                for (int channel = 0; channel < WEIGHTS.length; channel++) {
                    float weight = WEIGHTS[channel];
                    float[] plane = volumes.source(channel, position).plane(z);
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] += weight * plane[i];
                    }
                }
                return sum;
            }
        };
    }
}
