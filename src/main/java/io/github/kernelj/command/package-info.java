/**
 * SciJava commands, a service and an input/output plugin, for scripts, PyImageJ and headless Fiji; read
 * {@link io.github.kernelj.command.KernelService} first. Nothing here has a menu path or a label: in the menu the entries of
 * {@code plugins.config} stand, and Fiji must show nothing twice. Plain ImageJ never loads this package.
 */
package io.github.kernelj.command;
