package io.github.kernelj.learn;

/**
 * Gradient descent with constant momentum β: y = x + β (x − x before), then x = y − η ∇(y). Nesterov (2004), scheme 2.2.9.
 */
final class Nesterov implements Stepper {

    private final Problem problem;
    private final double rate;
    private final double momentum;
    private double[] x;
    private double[] before;

    /** @param rate η for the summed loss */
    Nesterov(Problem problem, double[] start, double rate, double momentum) {
        this.problem = problem;
        this.rate = rate;
        this.momentum = momentum;
        this.x = start;
        this.before = start;
    }

    /** (√κ − 1) / (√κ + 1), κ over the eigenvalues that aren't 0. */
    static double momentum(Spectrum spectrum) {
        double root = spectrum.smallest() == 0 ? 1 : Math.sqrt(spectrum.largest() / spectrum.smallest());
        return (root - 1) / (root + 1);
    }

    @Override
    public double[] x() {
        return x;
    }

    @Override
    public boolean advance() {
        double[] ahead = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            ahead[i] = x[i] + momentum * (x[i] - before[i]);
        }
        double[] descent = problem.descent(ahead);
        for (int i = 0; i < x.length; i++) {
            ahead[i] += 2 * rate * descent[i];
        }
        before = x;
        x = ahead;
        return true;
    }
}
