package io.github.kernelj.task;

import java.nio.file.Path;

/**
 * One image of a batch: a file, or a folder of OME-Zarr.
 *
 * @param name of the input, from the batch's input folder on
 * @param bytes of the input, unpacked if it is OME-Zarr
 * @param isThere whether the result is there already and stays, so that nothing is to be done
 */
record BatchFile(String name, Path input, Path output, long bytes, boolean isThere) {}
