/**
 * The entries of Plugins &gt; KernelJ: thin shells that read settings from a dialog or a macro, run a task, show what
 * comes back and record what was done. Only this package knows ImageJ's dialogs and windows, and only
 * {@link io.github.kernelj.plugin.RememberedValues} keeps values from one time to the next.
 *
 * <p>Read {@link io.github.kernelj.plugin.ApplyKernelPlugIn} first.
 */
package io.github.kernelj.plugin;
