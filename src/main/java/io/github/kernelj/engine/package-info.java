/**
 * How a kernel is applied to planes of pixels: what is asked ({@link io.github.kernelj.engine.Correlation}), which
 * algorithm answers it and why ({@link io.github.kernelj.engine.Plan}), and the algorithms.
 *
 * <p>Read {@link io.github.kernelj.engine.Correlation} first.
 */
package io.github.kernelj.engine;
