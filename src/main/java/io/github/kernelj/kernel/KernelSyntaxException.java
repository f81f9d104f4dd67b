package io.github.kernelj.kernel;

/** Text that was meant as a kernel but can't be read as one; the message says where and what to write instead. */
public class KernelSyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    public KernelSyntaxException(String message) {
        super(message);
    }
}
