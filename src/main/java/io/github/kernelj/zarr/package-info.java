/**
 * OME-Zarr, nothing but the format: volumes in chunks, of Zarr 2 (OME-NGFF 0.4) and Zarr 3 (OME-NGFF 0.5).
 *
 * <p>Read {@link io.github.kernelj.zarr.OmeZarr} first; where the bytes lie is up to a
 * {@link io.github.kernelj.zarr.ChunkStore}.
 */
package io.github.kernelj.zarr;
