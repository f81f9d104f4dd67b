package io.github.kernelj.learn;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is learned, and how. Immutable; change one value with the {@code with...} methods.
 *
 * <p>With a learned bias and no explicit rate the centred problem is solved (the bias follows the weights and is recovered
 * afterwards), which on real images is far better conditioned. An explicit rate means the plain loop: weights and bias are
 * stepped together, on the pixels as they are.
 *
 * @param shape the kernel's shape; at most {@value PatchStatistics#MAX_TAPS} taps
 * @param anchor the tap over the output pixel
 * @param method how the kernel is looked for
 * @param rate the learning rate, above 0; empty for half of 1/λ_max(G), in which nothing can overshoot, and 0.001 for
 *     {@link Method#ADAM}
 * @param iterations number of steps, at least 1; empty for as many as the tolerance takes
 * @param tolerance the kernel has converged once no weight is off the exact solution by more than this part of the
 *     solution's largest weight; between 0 and 1
 * @param loss whether the mean or the sum of the squared errors is minimised; rate and ridge refer to it
 * @param start where the weights start; {@link Method#EXACT} doesn't look at it but for a bias that isn't learned
 * @param seed of the random start
 * @param learnBias whether a bias is learned; otherwise it stays at the given start kernel's, or 0
 * @param printInterval the loss is reported before every so many updates; 0 for never
 * @param ridge times the sum of the squared weights is added to the loss; 0 or more
 * @param minimumNorm if the pair doesn't determine the kernel, take the solution of the smallest weights instead of
 *     refusing
 * @param constraints what the weights must satisfy
 * @param inputNoise standard deviation of white noise in the input, whose Nσ² is taken off the diagonal of G; 0 for none
 * @param biasFrozen whether a bias is refused, as in the lesson
 */
public record TrainingOptions(
        Shape shape,
        Anchor anchor,
        Method method,
        OptionalDouble rate,
        OptionalLong iterations,
        double tolerance,
        Loss loss,
        Start start,
        long seed,
        boolean learnBias,
        long printInterval,
        double ridge,
        boolean minimumNorm,
        Set<Constraint> constraints,
        double inputNoise,
        boolean biasFrozen) {

    /** Most steps that are taken when the number is left to the tolerance, and most that can be asked for. */
    public static final long MAX_ITERATIONS = 1_000_000_000_000L;

    /** A 3 x 3 kernel with bias, gradient descent on the mean loss at the automatic rate until it has converged to 1e-4. */
    public static final TrainingOptions DEFAULT = new TrainingOptions(
            Shape.of(3, 3),
            Anchor.centreOf(Shape.of(3, 3)),
            Method.GRADIENT_DESCENT,
            OptionalDouble.empty(),
            OptionalLong.empty(),
            1e-4,
            Loss.MEAN,
            Start.UNIFORM,
            0,
            true,
            0,
            0,
            false,
            Set.of(),
            0,
            false);

    /**
     * @throws IllegalArgumentException naming the value that is out of its range, a start kernel of another shape,
     *     constraints that contradict each other or don't go with the method, or a bias that shall be learned in the
     *     lesson
     */
    public TrainingOptions {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(start, "start");
        PatchStatistics.requireLearnable(shape, anchor);
        require(
                rate.isEmpty() || rate.getAsDouble() > 0 && Double.isFinite(rate.getAsDouble()),
                "rate must be a number above 0, or auto; got " + rate.orElse(0));
        require(
                iterations.isEmpty() || iterations.getAsLong() >= 1,
                "iterations must be at least 1, got " + iterations.orElse(0));
        require(
                iterations.isEmpty() || iterations.getAsLong() <= MAX_ITERATIONS,
                "iterations must be at most " + MAX_ITERATIONS + ", got " + iterations.orElse(0));
        require(tolerance > 0 && tolerance < 1, "tolerance must lie between 0 and 1, got " + tolerance);
        require(printInterval >= 0, "print must be at least 0 (never), got " + printInterval);
        require(ridge >= 0 && Double.isFinite(ridge), "ridge must be a number of at least 0, got " + ridge);
        require(
                inputNoise >= 0 && Double.isFinite(inputNoise),
                "input-noise must be a number of at least 0, got " + inputNoise);
        require(
                start.bank() == null || start.bank().shape().equals(shape),
                "the start is a " + start.bank() + ", but the kernel to learn is " + shape);
        constraints = Constraint.checked(constraints, method, minimumNorm);
        require(
                !(biasFrozen && learnBias),
                "preset=lesson keeps the bias at 0: its rate of 0.03 is stable up to 0.0333 on the"
                        + " lesson's edge image, but with a learned bias only up to 0.0161, so the loop would diverge. Leave out the"
                        + " bias, or the preset and choose a rate below the limit");
    }

    /**
     * The lesson's loop: a 1 x 2 kernel (width 2), weights uniform in [0, 1), no bias, the summed loss, rate 0.03, ten
     * iterations, the loss reported every second one.
     */
    public static TrainingOptions lesson() {
        Shape shape = Shape.of(2, 1);
        return new TrainingOptions(
                shape,
                Anchor.centreOf(shape),
                Method.GRADIENT_DESCENT,
                OptionalDouble.of(0.03),
                OptionalLong.of(10),
                1e-4,
                Loss.SUM,
                Start.UNIFORM,
                0,
                false,
                2,
                0,
                false,
                Set.of(),
                0,
                true);
    }

    /** A kernel of another shape, with its default anchor. */
    public TrainingOptions withShape(Shape newShape) {
        return with(draft -> {
            draft.shape = newShape;
            draft.anchor = Anchor.centreOf(newShape);
        });
    }

    public TrainingOptions withAnchor(Anchor newAnchor) {
        return with(draft -> draft.anchor = newAnchor);
    }

    public TrainingOptions withMethod(Method newMethod) {
        return with(draft -> draft.method = newMethod);
    }

    public TrainingOptions withRate(double newRate) {
        return with(draft -> draft.rate = OptionalDouble.of(newRate));
    }

    /** The rate that can't overshoot. */
    public TrainingOptions withAutomaticRate() {
        return with(draft -> draft.rate = OptionalDouble.empty());
    }

    public TrainingOptions withIterations(long newIterations) {
        return with(draft -> draft.iterations = OptionalLong.of(newIterations));
    }

    /** As many steps as the tolerance takes. */
    public TrainingOptions untilConverged() {
        return with(draft -> draft.iterations = OptionalLong.empty());
    }

    public TrainingOptions withTolerance(double newTolerance) {
        return with(draft -> draft.tolerance = newTolerance);
    }

    public TrainingOptions withLoss(Loss newLoss) {
        return with(draft -> draft.loss = newLoss);
    }

    public TrainingOptions withStart(Start newStart) {
        return with(draft -> draft.start = newStart);
    }

    public TrainingOptions withSeed(long newSeed) {
        return with(draft -> draft.seed = newSeed);
    }

    public TrainingOptions withLearnBias(boolean newLearnBias) {
        return with(draft -> draft.learnBias = newLearnBias);
    }

    public TrainingOptions withPrintInterval(long newPrintInterval) {
        return with(draft -> draft.printInterval = newPrintInterval);
    }

    public TrainingOptions withRidge(double newRidge) {
        return with(draft -> draft.ridge = newRidge);
    }

    public TrainingOptions withMinimumNorm(boolean newMinimumNorm) {
        return with(draft -> draft.minimumNorm = newMinimumNorm);
    }

    public TrainingOptions withConstraints(Constraint... newConstraints) {
        return with(draft -> draft.constraints = Set.of(newConstraints));
    }

    /** With the input's noise corrected for. */
    public TrainingOptions withInputNoise(double newInputNoise) {
        return with(draft -> draft.inputNoise = newInputNoise);
    }

    private TrainingOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** The options while one of them is changed. */
    private static final class Draft {
        private Shape shape;
        private Anchor anchor;
        private Method method;
        private OptionalDouble rate;
        private OptionalLong iterations;
        private double tolerance;
        private Loss loss;
        private Start start;
        private long seed;
        private boolean learnBias;
        private long printInterval;
        private double ridge;
        private boolean minimumNorm;
        private Set<Constraint> constraints;
        private double inputNoise;
        private final boolean biasFrozen;

        Draft(TrainingOptions options) {
            shape = options.shape;
            anchor = options.anchor;
            method = options.method;
            rate = options.rate;
            iterations = options.iterations;
            tolerance = options.tolerance;
            loss = options.loss;
            start = options.start;
            seed = options.seed;
            learnBias = options.learnBias;
            printInterval = options.printInterval;
            ridge = options.ridge;
            minimumNorm = options.minimumNorm;
            constraints = options.constraints;
            inputNoise = options.inputNoise;
            biasFrozen = options.biasFrozen;
        }

        TrainingOptions options() {
            return new TrainingOptions(
                    shape,
                    anchor,
                    method,
                    rate,
                    iterations,
                    tolerance,
                    loss,
                    start,
                    seed,
                    learnBias,
                    printInterval,
                    ridge,
                    minimumNorm,
                    constraints,
                    inputNoise,
                    biasFrozen);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
