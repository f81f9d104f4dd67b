package io.github.kernelj.plugin;

import ij.ImagePlus;
import java.util.ArrayDeque;
import java.util.Deque;

/** Images that no other command may change meanwhile. */
final class Lock implements AutoCloseable {

    private final Deque<ImagePlus> locked = new ArrayDeque<>();

    private Lock() {}

    /** @throws IllegalStateException if another command works on one of them; none is locked then */
    static Lock of(ImagePlus... images) {
        Lock lock = new Lock();
        for (ImagePlus image : images) {
            if (!lock.locked.contains(image) && !image.lockSilently()) {
                lock.close();
                throw new IllegalStateException(
                        "'" + image.getTitle() + "' is in use by another command; wait until that is done");
            }
            lock.locked.add(image);
        }
        return lock;
    }

    @Override
    public void close() {
        locked.forEach(ImagePlus::unlock);
        locked.clear();
    }
}
