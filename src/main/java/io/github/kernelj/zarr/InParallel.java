package io.github.kernelj.zarr;

import io.github.kernelj.engine.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Tasks that read or write, shared out to workers. */
final class InParallel {

    private InParallel() {}

    /** A task that may fail. */
    interface Task {
        void run(int i) throws IOException;
    }

    /** @throws IOException of the task that failed */
    static void run(Workers workers, int count, Task task) throws IOException {
        try {
            workers.run(count, i -> {
                try {
                    task.run(i);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
