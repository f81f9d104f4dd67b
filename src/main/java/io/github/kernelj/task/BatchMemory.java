package io.github.kernelj.task;

import java.util.OptionalInt;
import java.util.concurrent.Semaphore;

/** Shares memory among the files of a batch: small ones are worked on at a time, a large one alone. */
final class BatchMemory {

    private static final int MEGABYTE = 1 << 20;
    private static final double PART_OF_HEAP = 0.7;

    /** A pixel of 16 bits as it is read, as float, as float of the result, and as it is written. */
    private static final int TIMES_FILE = 6;

    /** What work takes besides pixels. */
    private static final int LEAST = 8;

    private final int total;
    private final Semaphore free;

    /** @param limit in megabytes; empty for most of the heap */
    BatchMemory(OptionalInt limit) {
        int heap = (int)
                Math.min(Integer.MAX_VALUE, PART_OF_HEAP * Runtime.getRuntime().maxMemory() / MEGABYTE);
        this.total = Math.max(1, Math.min(heap, limit.orElse(heap)));
        this.free = new Semaphore(total, true);
    }

    /** Memory that is taken until it's closed. */
    interface Share extends AutoCloseable {
        /** Whether no other file is worked on meanwhile. */
        boolean isAll();

        @Override
        void close();
    }

    /** Waits for as much as a file of this size may take. */
    Share take(long fileBytes) throws InterruptedException {
        return takeMegabytes(LEAST + (long) TIMES_FILE * (fileBytes / MEGABYTE + 1));
    }

    /** Waits until nothing else is worked on. */
    Share takeAll() throws InterruptedException {
        return takeMegabytes(total);
    }

    private Share takeMegabytes(long wanted) throws InterruptedException {
        int taken = (int) Math.min(total, wanted);
        free.acquire(taken);
        return new Share() {
            @Override
            public boolean isAll() {
                return taken == total;
            }

            @Override
            public void close() {
                free.release(taken);
            }
        };
    }
}
