package io.github.kernelj.task;

import java.nio.file.Path;

/**
 * One file of a batch.
 *
 * @param name of the input, from the batch's input folder on
 * @param bytes of the input
 * @param isThere whether the result is there already and stays, so that nothing is to be done
 */
record BatchFile(String name, Path input, Path output, long bytes, boolean isThere) {}
