/**
 * Apply and learn over OME-Zarr on Apache Spark, block by block. Built by the Maven profile {@code spark} only.
 *
 * <p>Read {@link io.github.kernelj.spark.Main} first; what a block is, and what is done to it, is
 * {@link io.github.kernelj.task.BlockJob}'s and {@link io.github.kernelj.task.LearnBlocks}'s business.
 */
package io.github.kernelj.spark;
