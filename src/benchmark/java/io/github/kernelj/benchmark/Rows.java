package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Workers;

/** Rows of a {@link Table} that belong together. */
interface Rows {

    /** Runs those of its rows that were chosen. */
    void run(Table table, Workers workers) throws Exception;
}
