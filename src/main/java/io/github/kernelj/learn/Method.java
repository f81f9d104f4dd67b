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
    /**
     * Steps of about the length of the rate along each weight, whatever the gradient's, with β₁ = 0.9, β₂ = 0.999 and
     * ε = 1e-8. Kingma and Ba (2015), "Adam: a method for stochastic optimization", algorithm 1. With a constant rate it
     * circles the solution at a distance of a part of the rate.
     */
    ADAM,
    /** Conjugate gradients; no rate. Hestenes and Stiefel (1952). */
    CONJUGATE_GRADIENT,
    /** The solution of the normal equations, at once. */
    EXACT;

    /** Whether steps have a rate. */
    public boolean hasRate() {
        return this == GRADIENT_DESCENT || this == NESTEROV || this == ADAM;
    }

    /** Whether there is a rate above which the loss grows for ever. */
    public boolean canDiverge() {
        return this == GRADIENT_DESCENT || this == NESTEROV;
    }
}
