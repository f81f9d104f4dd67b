package io.github.kernelj.learn;

/** How the kernel is looked for. All look for the least squared error; they differ in the way there. */
public enum Method {
    /** Steps against the gradient at a constant rate, as in the lesson. Any number of them costs one eigendecomposition. */
    GRADIENT_DESCENT,
    /**
     * Gradient descent with Nesterov's constant momentum, (√κ − 1) / (√κ + 1) for the condition number κ. Nesterov (2004),
     * "Introductory Lectures on Convex Optimization", scheme 2.2.9.
     */
    NESTEROV,
    /** Conjugate gradients; no rate. Hestenes and Stiefel (1952). */
    CONJUGATE_GRADIENT,
    /** The solution of the normal equations, at once. */
    EXACT;

    /** Whether steps have a rate. */
    public boolean hasRate() {
        return this == GRADIENT_DESCENT || this == NESTEROV;
    }
}
