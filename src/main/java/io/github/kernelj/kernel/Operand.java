package io.github.kernelj.kernel;

import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * What stands between the operators of an expression: a kernel, or a number by which a kernel can be multiplied.
 *
 * @param source of the kernel; empty for a number
 * @param number NaN for a kernel
 */
record Operand(Optional<KernelSource> source, double number) {

    static Operand of(KernelSource source) {
        return new Operand(Optional.of(source), Double.NaN);
    }

    static Operand of(double number) {
        return new Operand(Optional.empty(), number);
    }

    boolean isNumber() {
        return source.isEmpty();
    }

    /** @throws KernelSyntaxException if this is a number */
    KernelSource kernel(int position) {
        return source.orElseThrow(() -> ExpressionScanner.error(
                position,
                "a kernel is expected here, and this is a number; a kernel of one tap is written ["
                        + Numbers.shortest(number) + "]"));
    }

    /** This plus {@code sign} times the other, the operator at this position. */
    Operand plus(double sign, Operand other, int operator) {
        if (isNumber() && other.isNumber()) {
            return of(number + sign * other.number);
        }
        if (isNumber() || other.isNumber()) {
            throw ExpressionScanner.error(
                    operator,
                    "a number can't be added to a kernel or subtracted; a kernel of one tap is written ["
                            + Numbers.shortest(isNumber() ? number : other.number) + "]");
        }
        return both(other, operator, (a, b) -> BankAlgebra.plus(a, sign, b));
    }

    Operand times(Operand other, int operator) {
        if (isNumber() && other.isNumber()) {
            return of(number * other.number);
        }
        if (isNumber() || other.isNumber()) {
            Operand kernel = isNumber() ? other : this;
            return kernel.scaled(isNumber() ? number : other.number, operator);
        }
        return both(other, operator, BankAlgebra::after);
    }

    Operand scaled(double factor, int operator) {
        if (isNumber()) {
            return of(factor * number);
        }
        KernelSource kernel = source.orElseThrow();
        return of((voxel, images) -> {
            KernelBank bank = kernel.evaluate(voxel, images);
            return located(operator, "", () -> bank.map(one -> KernelAlgebra.times(factor, one)));
        });
    }

    private Operand both(Operand other, int operator, BinaryOperator<KernelBank> operation) {
        KernelSource left = source.orElseThrow();
        KernelSource right = other.source.orElseThrow();
        return of((voxel, images) -> {
            KernelBank a = left.evaluate(voxel, images);
            KernelBank b = right.evaluate(voxel, images);
            return located(operator, "", () -> operation.apply(a, b));
        });
    }

    /** Kernels that can't be put together are refused where they meet. */
    static KernelBank located(int position, String function, Supplier<KernelBank> operation) {
        try {
            return operation.get();
        } catch (IllegalArgumentException e) {
            String what = function.isEmpty() ? "" : function + ", ";
            throw new IllegalArgumentException(what + "character " + (position + 1) + ": " + e.getMessage(), e);
        }
    }
}
