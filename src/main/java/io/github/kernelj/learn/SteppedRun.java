package io.github.kernelj.learn;

/** Takes a method's steps until they are done, the kernel has converged, the loss explodes, or nobody wants more. */
final class SteppedRun {

    /** Steps after which a method that shall converge is given up. */
    static final long MAX_STEPS = 10_000_000;

    /** The same for Adam, which comes as near as its rate allows in a hundredth of that. */
    static final long MAX_ADAM_STEPS = 100_000;

    private static final double EXPLODED = 10;

    private SteppedRun() {}

    /** @param mayDiverge whether the rate is above the largest stable one */
    static Outcome run(Stepper stepper, Training training, boolean mayDiverge) {
        Problem problem = training.problem();
        long limit = training.untilConverged() ? maxSteps(training.options().method()) : training.limit();
        double start = problem.objective(stepper.x());
        double least = start;
        double[] best = stepper.x();
        long bestStep = 0;
        long step = 0;
        training.record(0, best);
        for (; step < limit && !(training.untilConverged() && training.hasConverged(stepper.x())); step++) {
            if (training.progress().isCancelled()) {
                return ended(training, best, bestStep, Outcome.End.CANCELLED);
            }
            training.report(step + 1, stepper.x());
            if (!stepper.advance()) {
                break;
            }
            double objective = problem.objective(stepper.x());
            if (mayDiverge && !(objective <= EXPLODED * start)) {
                return ended(training, best, bestStep, Outcome.End.DIVERGED);
            }
            if (objective < least) {
                least = objective;
                best = stepper.x();
                bestStep = step + 1;
            }
            training.record(step + 1, stepper.x());
        }
        return ended(training, stepper.x(), step, Outcome.End.DONE);
    }

    private static long maxSteps(Method method) {
        return method == Method.ADAM ? MAX_ADAM_STEPS : MAX_STEPS;
    }

    private static Outcome ended(Training training, double[] x, long steps, Outcome.End end) {
        training.recordLast(steps, x);
        return new Outcome(x, steps, end);
    }
}
