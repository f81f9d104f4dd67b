package io.github.kernelj.task;

import io.github.kernelj.engine.Progress;
import java.util.function.BooleanSupplier;

/** How far a batch is, by the sizes of its files. */
final class BatchProgress {

    private final Progress whole;
    private final BooleanSupplier stopped;
    private final double[] parts;
    private final double[] fractions;
    private double sum;

    BatchProgress(Progress whole, BatchPlan plan, BooleanSupplier stopped) {
        this.whole = whole;
        this.stopped = stopped;
        double total =
                plan.files().stream().mapToDouble(file -> file.bytes() + 1).sum();
        this.parts = plan.files().stream()
                .mapToDouble(file -> (file.bytes() + 1) / total)
                .toArray();
        this.fractions = new double[parts.length];
    }

    boolean isCancelled() {
        return stopped.getAsBoolean() || whole.isCancelled();
    }

    /** Told of the work on one file. */
    Progress of(int index) {
        return new Progress() {
            @Override
            public void report(double fraction) {
                set(index, fraction);
            }

            @Override
            public boolean isCancelled() {
                return BatchProgress.this.isCancelled();
            }
        };
    }

    void end(int index) {
        set(index, 1);
    }

    private synchronized void set(int index, double fraction) {
        if (fraction > fractions[index]) {
            sum += parts[index] * (fraction - fractions[index]);
            fractions[index] = fraction;
            whole.report(Math.min(1, sum));
        }
    }
}
