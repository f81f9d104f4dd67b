package io.github.kernelj.task;

import io.github.kernelj.kernel.Shape;
import java.util.Locale;
import java.util.Optional;

/**
 * What learning would do.
 *
 * @param kernel shape of a kernel; of an automatic size the largest
 * @param automatic whether the size is chosen
 * @param kernels how many are learned: 1, or a bank of so many
 * @param windows how many there are to learn from
 * @param area the part of the input that is learned from, in words; empty if it is all
 */
public record LearnPlan(Shape kernel, boolean automatic, int kernels, long windows, Optional<String> area) {

    /** One sentence: what is learned, and from what. */
    @Override
    public String toString() {
        String what = kernels == 1 ? "a " + kernel + " kernel" : kernels + " kernels of " + kernel;
        return (automatic ? "Learns a kernel of at most " + kernel : "Learns " + what)
                + String.format(Locale.ROOT, " from %,d windows", windows)
                + area.map(place -> " of the selection, " + place).orElse("") + ".";
    }
}
