/**
 * The command line: {@code kernelj apply}, {@code learn}, {@code inspect} and {@code demo}. Options are generated from the keys of the
 * settings; nothing is written twice.
 *
 * <p>Read {@link io.github.kernelj.cli.Main} first.
 */
package io.github.kernelj.cli;
