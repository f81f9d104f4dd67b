package io.github.kernelj.task;

/** What is done if the target is shifted against the input, or the kernel lies off its centre. */
public enum Shift {
    /** It is told. */
    REPORT,
    /** The kernel is learned about the place where it lies. */
    RE_ANCHOR,
    /** It isn't looked for. */
    IGNORE
}
