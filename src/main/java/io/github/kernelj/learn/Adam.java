package io.github.kernelj.learn;

/** Adam with its default betas. Kingma and Ba (2015), "Adam: a method for stochastic optimization", algorithm 1. */
final class Adam implements Stepper {

    /** The rate of the paper. */
    static final double DEFAULT_RATE = 1e-3;

    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Problem problem;
    private final double rate;
    private final double divisor;
    private final double[] first;
    private final double[] second;
    private double[] x;
    private long step;

    /** @param divisor of the summed loss, whose gradient is too large for ε otherwise */
    Adam(Problem problem, double[] start, double rate, double divisor) {
        this.problem = problem;
        this.rate = rate;
        this.divisor = divisor;
        this.x = start;
        this.first = new double[start.length];
        this.second = new double[start.length];
    }

    @Override
    public double[] x() {
        return x;
    }

    @Override
    public boolean advance() {
        step++;
        double[] descent = problem.descent(x);
        double[] next = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double gradient = -2 * descent[i] / divisor;
            first[i] = BETA_1 * first[i] + (1 - BETA_1) * gradient;
            second[i] = BETA_2 * second[i] + (1 - BETA_2) * gradient * gradient;
            double mean = first[i] / (1 - Math.pow(BETA_1, step));
            double square = second[i] / (1 - Math.pow(BETA_2, step));
            next[i] = x[i] - rate * mean / (Math.sqrt(square) + EPSILON);
        }
        x = next;
        return true;
    }
}
