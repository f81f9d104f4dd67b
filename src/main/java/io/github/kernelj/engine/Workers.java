package io.github.kernelj.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The threads that share a piece of work. Tasks are handed out by number; as each one writes only what is its own,
 * results don't depend on how many threads there are. The calling thread works too, so one thread means no pool.
 */
public final class Workers implements AutoCloseable {

    private final int threads;
    private final ExecutorService helpers;

    /** @throws IllegalArgumentException if {@code threads} is below 1 */
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        this.threads = threads;
        this.helpers = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, Workers::daemon);
    }

    /** One thread for each processor. */
    public static Workers all() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    public int threads() {
        return threads;
    }

    /**
     * Runs tasks 0 to {@code count − 1} and returns when all are done. If one fails the others stop at their next task and
     * the failure is thrown here.
     */
    public void run(int count, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable loop = () -> {
            try {
                for (int i = next.getAndIncrement(); i >= 0 && i < count; i = next.getAndIncrement()) {
                    task.accept(i);
                }
            } catch (RuntimeException | Error failure) {
                next.set(count);
                throw failure;
            }
        };
        Future<?>[] others = new Future<?>[Math.max(0, Math.min(threads, count) - 1)];
        for (int i = 0; i < others.length; i++) {
            others[i] = helpers.submit(loop);
        }
        try {
            loop.run();
        } finally {
            join(others);
        }
    }

    @Override
    public void close() {
        if (helpers != null) {
            helpers.shutdown();
        }
    }

    private static void join(Future<?>[] others) {
        Throwable failure = null;
        for (Future<?> other : others) {
            try {
                uninterruptibly(other);
            } catch (ExecutionException e) {
                failure = e.getCause();
            }
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** Waits to the end even when interrupted: a task still writing into buffers that its caller gave up would be worse. */
    private static void uninterruptibly(Future<?> future) throws ExecutionException {
        boolean interrupted = false;
        while (true) {
            try {
                future.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "KernelJ worker");
        thread.setDaemon(true);
        return thread;
    }
}
