package io.github.kernelj.learn;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.BitSet;

/** Some windows of a pair, a bit for each; as weights, those of the pair in the set and 0 elsewhere. */
final class WindowSet implements PlaneSource {

    private final ExamplePair pair;
    private final Shape windows;
    private final Anchor first;
    private final BitSet[] planes;

    /** The empty set. */
    WindowSet(ExamplePair pair, Shape kernel, Anchor anchor) {
        this.pair = pair;
        this.windows = pair.windows(kernel);
        this.first = pair.firstTarget(kernel, anchor);
        this.planes = new BitSet[windows.depth()];
        for (int z = 0; z < planes.length; z++) {
            planes[z] = new BitSet();
        }
    }

    /** The windows of a plane, numbered y · width + x. */
    BitSet bits(int z) {
        return planes[z];
    }

    /** Where a window's pixel lies in a plane of the target. */
    int targetPixel(int window) {
        int x = first.x() + window % windows.width();
        int y = first.y() + window / windows.width();
        return y * shape().width() + x;
    }

    /** The target's plane that belongs to a plane of windows. */
    float[] target(int z) throws IOException {
        return pair.target().plane(targetPlane(z));
    }

    /** The number of the target's plane that belongs to a plane of windows. */
    int targetPlane(int z) {
        return first.z() + z;
    }

    int windowsInPlane() {
        return windows.width() * windows.height();
    }

    int depth() {
        return planes.length;
    }

    long count() {
        long count = 0;
        for (BitSet plane : planes) {
            count += plane.cardinality();
        }
        return count;
    }

    boolean sameAs(WindowSet other) {
        for (int z = 0; z < planes.length; z++) {
            if (!planes[z].equals(other.planes[z])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Shape shape() {
        return pair.target().shape();
    }

    @Override
    public float[] plane(int z) throws IOException {
        float[] weights = new float[shape().width() * shape().height()];
        int plane = z - first.z();
        if (plane >= 0 && plane < planes.length) {
            float[] own = pair.weights() == null ? null : pair.weights().plane(z);
            planes[plane].stream().forEach(window -> {
                int pixel = targetPixel(window);
                weights[pixel] = own == null ? 1 : own[pixel];
            });
        }
        return weights;
    }
}
