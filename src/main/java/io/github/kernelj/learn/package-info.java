/**
 * How a kernel is learned from pairs of images: the one pass over the pixels
 * ({@link io.github.kernelj.learn.PatchStatistics}), what is asked ({@link io.github.kernelj.learn.TrainingOptions}), the
 * methods that answer it, and the answer ({@link io.github.kernelj.learn.Fit}).
 *
 * <p>Read {@link io.github.kernelj.learn.PatchStatistics} first: it says why the pixels are looked at only once.
 */
package io.github.kernelj.learn;
