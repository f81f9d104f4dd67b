package io.github.kernelj.image;

import ij.ImagePlus;
import ij.ImageStack;
import java.io.IOException;
import java.util.function.Function;

/** Keeps the planes of a result, counted from 0 in ImageJ's order. Safe for use by several threads. */
interface PlaneStore extends AutoCloseable {

    /** A plane that was written; of planes in memory the very array. */
    Object read(int plane) throws IOException;

    void write(int plane, Object data) throws IOException;

    /** The image, once every plane is written. */
    ImagePlus finish() throws IOException;

    /** Lets go of what isn't finished. */
    @Override
    void close() throws IOException;

    /** @param look makes the image of a stack of the planes */
    static PlaneStore inMemory(int width, int height, int planes, Function<ImageStack, ImagePlus> look) {
        Object[] kept = new Object[planes];
        return new PlaneStore() {
            @Override
            public synchronized Object read(int plane) {
                return kept[plane];
            }

            @Override
            public synchronized void write(int plane, Object data) {
                kept[plane] = data;
            }

            @Override
            public synchronized ImagePlus finish() {
                ImageStack stack = new ImageStack(width, height);
                for (Object plane : kept) {
                    stack.addSlice(null, plane);
                }
                return look.apply(stack);
            }

            @Override
            public void close() {}
        };
    }
}
