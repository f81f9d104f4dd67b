package io.github.kernelj.learn;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;

/** A box of another source's pixels; its planes are copies. */
record CroppedPlanes(PlaneSource source, WindowBox box) implements PlaneSource {

    CroppedPlanes {
        if (!box.fitsIn(source.shape())) {
            throw new IllegalArgumentException("the box " + box + " leaves the image, which is " + source.shape());
        }
    }

    @Override
    public Shape shape() {
        return box.size();
    }

    @Override
    public float[] plane(int z) throws IOException {
        float[] whole = source.plane(box.z() + z);
        int width = box.size().width();
        float[] part = new float[width * box.size().height()];
        for (int y = 0; y < box.size().height(); y++) {
            System.arraycopy(whole, (box.y() + y) * source.shape().width() + box.x(), part, y * width, width);
        }
        return part;
    }
}
