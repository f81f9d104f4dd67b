/**
 * What is applied: kernels, banks of kernels, the expressions people write for them, presets and kernel files.
 *
 * <p>Read {@link io.github.kernelj.kernel.Kernel} first; it says how weights are stored and what they mean.
 */
package io.github.kernelj.kernel;
