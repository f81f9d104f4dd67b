/**
 * Where an {@code ImagePlus} becomes planes of calibrated floats and planes become an {@code ImagePlus} again: channels,
 * frames, regions of interest, calibration, bit depth, metadata; image files; pictures of kernels.
 *
 * <p>Read {@link io.github.kernelj.image.ImageVolumes} first, then {@link io.github.kernelj.image.ResultImage}.
 */
package io.github.kernelj.image;
