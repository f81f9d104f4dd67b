/**
 * What a user asks for: settings written as key=value, and the tasks that carry them out. Every surface - menu, macro,
 * command line, script - reads its settings here, so the same request gives the same result everywhere. Nothing in this
 * package shows, logs or remembers anything.
 *
 * <p>Read {@link io.github.kernelj.task.ApplySettings} first, then {@link io.github.kernelj.task.ApplyTask};
 * {@link io.github.kernelj.task.DemoTask} shows all of it at work.
 */
package io.github.kernelj.task;
