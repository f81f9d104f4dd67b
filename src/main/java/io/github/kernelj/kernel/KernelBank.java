package io.github.kernelj.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Kernels from several input channels to several output channels, all of one shape and one anchor:
 *
 * <pre>Y[o](p) = bias[o] + Σ_c Σ_d W[o][c](d) · X[c](p + d − anchor)</pre>
 *
 * The bias of an output is the sum of the biases of its kernels. A single {@link Kernel} is a bank of 1 x 1.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class KernelBank {

    private final List<List<Kernel>> kernels;
    private final String name;
    private final Map<String, String> provenance;

    private KernelBank(List<List<Kernel>> kernels, String name, Map<String, String> provenance) {
        this.kernels = kernels.stream().map(List::copyOf).toList();
        this.name = Objects.requireNonNull(name, "name");
        this.provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        requireUniform();
    }

    /** The bank of one kernel, from one channel to one channel, with the kernel's name and provenance. */
    public static KernelBank of(Kernel kernel) {
        return new KernelBank(List.of(List.of(kernel)), kernel.name(), kernel.provenance());
    }

    /**
     * A bank without a name.
     *
     * @param kernels a row for each output channel, in it a kernel for each input channel
     * @throws IllegalArgumentException if there is none, a row has another length, or shapes or anchors differ
     */
    public static KernelBank of(List<List<Kernel>> kernels) {
        return new KernelBank(kernels, "", Map.of());
    }

    public KernelBank withName(String newName) {
        return new KernelBank(kernels, newName, provenance);
    }

    /** @param newProvenance how the bank was made, as readable entries in order; copied */
    public KernelBank withProvenance(Map<String, String> newProvenance) {
        return new KernelBank(kernels, name, newProvenance);
    }

    /** Number of output channels. */
    public int outputs() {
        return kernels.size();
    }

    /** Number of input channels. */
    public int inputs() {
        return kernels.get(0).size();
    }

    /** The kernel from input channel {@code input} to output channel {@code output}, both counted from 0. */
    public Kernel kernel(int output, int input) {
        return kernels.get(output).get(input);
    }

    /** What is added to every pixel of an output channel: the sum of its kernels' biases. */
    public double bias(int output) {
        return kernels.get(output).stream().mapToDouble(Kernel::bias).sum();
    }

    /** Whether the bank is one kernel from one channel to one channel. */
    public boolean isSingle() {
        return outputs() == 1 && inputs() == 1;
    }

    /**
     * The only kernel, with the bank's name and provenance.
     *
     * @throws IllegalStateException if there are several
     */
    public Kernel single() {
        if (!isSingle()) {
            throw new IllegalStateException(
                    "expected one kernel, but this is a bank from " + inputs() + " to " + outputs() + " channels");
        }
        return kernel(0, 0).withName(name).withProvenance(provenance);
    }

    public Shape shape() {
        return kernel(0, 0).shape();
    }

    public Anchor anchor() {
        return kernel(0, 0).anchor();
    }

    public String name() {
        return name;
    }

    /** How the bank was made, as readable entries in order; unmodifiable. */
    public Map<String, String> provenance() {
        return provenance;
    }

    /** The same change made to every kernel. */
    public KernelBank map(UnaryOperator<Kernel> change) {
        return new KernelBank(
                kernels.stream().map(row -> row.stream().map(change).toList()).toList(), name, provenance);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KernelBank bank && kernels.equals(bank.kernels);
    }

    @Override
    public int hashCode() {
        return kernels.hashCode();
    }

    @Override
    public String toString() {
        return isSingle()
                ? single().toString()
                : "bank of " + shape() + " kernels, " + inputs() + " to " + outputs() + " channels";
    }

    private void requireUniform() {
        if (kernels.isEmpty() || kernels.get(0).isEmpty()) {
            throw new IllegalArgumentException("a bank needs at least one kernel");
        }
        for (List<Kernel> row : kernels) {
            if (row.size() != inputs()) {
                throw new IllegalArgumentException("every output of a bank needs a kernel for each input: one has "
                        + row.size() + ", another " + inputs());
            }
            for (Kernel kernel : row) {
                if (!kernel.shape().equals(shape()) || !kernel.anchor().equals(anchor())) {
                    throw new IllegalArgumentException(
                            "the kernels of a bank share shape and anchor: found " + kernel.shape() + " with anchor "
                                    + kernel.anchor() + " beside " + shape() + " with anchor " + anchor());
                }
            }
        }
    }
}
