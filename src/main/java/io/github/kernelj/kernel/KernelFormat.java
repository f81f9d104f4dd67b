package io.github.kernelj.kernel;

import java.nio.file.Path;
import java.util.Locale;

/** The kinds of kernel files, told by the ending of their names. */
enum KernelFormat {
    /** Everything that a kernel or a bank holds. */
    JSON,
    /** Weights alone, of a kernel or a bank. */
    NPY,
    /** All but the provenance; written only. */
    ONNX,
    /** The weights of one kernel; any other ending. */
    TEXT;

    static KernelFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return JSON;
        }
        if (name.endsWith(".npy")) {
            return NPY;
        }
        return name.endsWith(".onnx") ? ONNX : TEXT;
    }

    /** Whether bias and anchor have a place. */
    boolean holdsBiasAndAnchor() {
        return this == JSON || this == ONNX;
    }

    boolean holdsBanks() {
        return this != TEXT;
    }
}
