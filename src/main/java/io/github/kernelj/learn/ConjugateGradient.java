package io.github.kernelj.learn;

/** Conjugate gradients on the normal equations A x = r. Hestenes and Stiefel (1952). */
final class ConjugateGradient implements Stepper {

    private final Problem problem;
    private double[] x;
    private final double[] residual;
    private final double[] direction;
    private final double first;
    private double squares;

    ConjugateGradient(Problem problem, double[] start) {
        this.problem = problem;
        this.x = start;
        this.residual = problem.descent(start);
        this.direction = residual.clone();
        this.squares = dot(residual, residual);
        this.first = squares;
    }

    @Override
    public double[] x() {
        return x;
    }

    @Override
    public boolean advance() {
        double[] product = problem.times(direction);
        double curvature = dot(direction, product);
        double rounding = Math.ulp(1.0) * Math.ulp(1.0);
        if (squares <= rounding * first || curvature <= 0) {
            return false;
        }
        double length = squares / curvature;
        double[] next = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            next[i] = x[i] + length * direction[i];
            residual[i] -= length * product[i];
        }
        double newSquares = dot(residual, residual);
        for (int i = 0; i < x.length; i++) {
            direction[i] = residual[i] + newSquares / squares * direction[i];
        }
        squares = newSquares;
        x = next;
        return true;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
