package io.github.kernelj.task;

import io.github.kernelj.engine.Axes;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.KernelExpression;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.ClipMode;
import io.github.kernelj.learn.Constraint;
import io.github.kernelj.learn.Loss;
import io.github.kernelj.learn.Method;
import io.github.kernelj.learn.Start;
import io.github.kernelj.learn.TrainingOptions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a kernel is learned from an example pair, as the user says it. Immutable. {@link #parse(Map)} and {@link #toMap()}
 * go to and from text, the same for dialog, macro and command line.
 *
 * @param input what names the image, where the surface needs a name; empty if it is given otherwise
 * @param target what names the image that the input should become, likewise
 * @param axes image axes along which the kernel's axes run
 * @param options what is learned, in the kernel's own axes; its start is uniform if {@code init} is a kernel expression
 * @param separateChannels whether a kernel is learned for each channel alone, rather than a bank that mixes them
 * @param shift what is done about a target that is shifted against the input
 * @param clipped what becomes of pixels at the limits of their type
 * @param init {@code uniform}, {@code kaiming}, {@code zeros}, {@code identity} or a kernel expression
 * @param kernel the file in which the kernel is saved; empty for none
 * @param examination how closely the kernel is looked at; with an automatic size that of the options is the largest
 */
public record LearnSettings(
        String input,
        String target,
        Axes axes,
        TrainingOptions options,
        boolean separateChannels,
        Shift shift,
        ClipMode clipped,
        String init,
        String kernel,
        ExaminationSettings examination) {

    public static final Key INPUT =
            Key.of("input", "", "The image to learn from: the title of an open image, or a file.");
    public static final Key TARGET = Key.of(
            "target",
            "",
            "The image it should become, of the input's size or smaller by the kernel's size less one along each axis.");
    public static final Key SIZE = Key.of(
                    "size",
                    "",
                    "The kernel's size in short: 5 for 5 x 5, 5x3 for width and height, 5x3x3 for width, height and depth; auto for the"
                            + " smallest that does as well as any on parts it wasn't learned from.")
            .in("taps");
    public static final Key LARGEST_SIZE = Key.of(
                    "largest-size", "9", "The largest kernel that size=auto tries, written as a size; the least is 3.")
            .in("taps");
    public static final Key WIDTH = Key.of("width", "", "The kernel's extent along its x axis, at least 1.")
            .in("taps");
    public static final Key HEIGHT = Key.of("height", "", "The kernel's extent along its y axis, at least 1.")
            .in("taps");
    public static final Key DEPTH = Key.of("depth", "1", "The kernel's extent along its z axis, at least 1.")
            .in("taps");
    public static final Key AXES = ApplySettings.AXES;
    public static final Key ANCHOR = Key.of(
                    "anchor",
                    Values.AUTO,
                    "The kernel's tap that lies over the output pixel, as x,y or x,y,z counted from 0; auto is its centre.")
            .in("tap");
    public static final Key METHOD = Key.choice(
            "method",
            Method.GRADIENT_DESCENT,
            "How the kernel is looked for: in steps (gradient-descent, nesterov, adam, conjugate-gradient) or at once (exact).");
    public static final Key RATE = Key.of(
            "rate",
            Values.AUTO,
            "The learning rate of gradient-descent, nesterov and adam, above 0; auto can't overshoot, and is 0.001 for adam.");
    public static final Key ITERATIONS = Key.of(
                    "iterations",
                    Values.AUTO,
                    "The number of steps, at least 1; auto is as many as the tolerance takes.")
            .in("steps");
    public static final Key TOLERANCE = Key.of(
            "tolerance",
            "1e-4",
            "The steps end when no weight is further from the exact solution than this part of the largest, between 0 and 1.");
    public static final Key LOSS =
            Key.choice("loss", Loss.MEAN, "Which squared error is minimised: its mean or its sum over the pixels.");
    public static final Key INIT = Key.of(
            "init",
            "uniform",
            "The weights to start from: uniform, kaiming, zeros, identity, or a kernel of the same size.");
    public static final Key SEED = Key.of("seed", "0", "A whole number from which the random start is made.");
    public static final Key BIAS = Key.flag("bias", "Learn a bias, added to every pixel, too.");
    public static final Key PRINT = Key.of("print", "0", "Report the loss at every so many steps; 0 is never.")
            .in("steps");
    public static final Key RIDGE =
            Key.of("ridge", "0", "A penalty, times the sum of the squared weights, added to the loss; at least 0.");
    public static final Key MINIMUM_NORM = Key.flag(
            "minimum-norm",
            "Where the pair leaves the kernel open, as a flat image does, take the one of the smallest weights.");
    public static final Key CONSTRAINT = Key.of(
            "constraint",
            "none",
            "What the weights must be: sum-one, zero-sum, symmetric, non-negative, separable, or several of these with commas"
                    + " between; the last two take method=exact.");
    public static final Key SEPARATE_CHANNELS = Key.flag(
            "separate-channels",
            "Learn a kernel for each channel alone; otherwise every channel of the target is made of all of the input.");
    public static final Key SHIFT = Key.choice(
            "shift",
            Shift.REPORT,
            "If the target is shifted or the kernel off its centre: report it, learn about the place where it lies"
                    + " (re-anchor), or ignore it.");
    public static final Key CLIPPED = Key.choice(
            "clipped",
            ClipMode.NONE,
            "What becomes of pixels at the least or largest value of 8- or 16-bit images: none takes them as they are, exclude"
                    + " leaves out windows with such a pixel and targets predicted near a limit, censored takes clipped targets"
                    + " as bounds.");
    public static final Key PRESET = Key.choice(
            "preset",
            List.of("none", "lesson"),
            "Where the other defaults come from; lesson is a kernel of width 2 and height 1 without bias, the summed loss, rate 0.03, 10 steps,"
                    + " the loss at every second one.");
    public static final Key KERNEL = Key.of(
            "kernel",
            "",
            "The file in which the kernel is saved: .json with all that is known of it, .npy or .txt with the weights alone, .tif as an image, .onnx as a model.");

    public static final Key REPORT = Key.of(
            "report",
            "",
            "The file for a report on whether the kernel is any good: .html with pictures, .txt or .json.");
    public static final Key HOLDOUT = Key.of(
            "holdout",
            "0.2",
            "The part of the pair that is held out at a time to judge the kernel in the report, 0.1 to 0.5; the kernel itself"
                    + " is learned from all.");
    public static final Key INPUT_NOISE = Key.of(
            "input-noise",
            Values.AUTO,
            "The standard deviation of noise in the input, in its units; auto estimates it for the report.");
    public static final Key CORRECT_NOISE = Key.flag(
            "correct-noise", "Correct the kernel for the input's noise, which otherwise pulls the weights towards 0.");

    /** Every key, in the order in which people read them. */
    public static final List<Key> KEYS = List.of(
            INPUT,
            TARGET,
            PRESET,
            SIZE,
            LARGEST_SIZE,
            WIDTH,
            HEIGHT,
            DEPTH,
            AXES,
            ANCHOR,
            METHOD,
            RATE,
            ITERATIONS,
            TOLERANCE,
            LOSS,
            INIT,
            SEED,
            BIAS,
            PRINT,
            RIDGE,
            MINIMUM_NORM,
            CONSTRAINT,
            INPUT_NOISE,
            CORRECT_NOISE,
            SEPARATE_CHANNELS,
            SHIFT,
            CLIPPED,
            HOLDOUT,
            KERNEL,
            REPORT);

    private static final String LESSON = "lesson";

    /** @throws IllegalArgumentException if the start can't be read, or has a size of its own though that is chosen */
    public LearnSettings {
        if (namedStart(init).isEmpty()) {
            KernelExpression.parse(init);
        }
        if (examination.automaticSize()
                && (namedStart(init).isEmpty() || !options.anchor().equals(Anchor.centreOf(options.shape())))) {
            throw new IllegalArgumentException(
                    "size=auto takes anchor=auto and an init without a size: uniform, kaiming, zeros or identity");
        }
    }

    /**
     * Reads settings.
     *
     * @param texts values by the names of {@link #KEYS}; what is absent has its default, or that of the preset
     * @throws IllegalArgumentException naming the key, the text and what is allowed
     */
    public static LearnSettings parse(Map<String, String> texts) {
        Values given = new Values(texts, KEYS);
        if (!PRESET.choices().contains(given.text(PRESET))) {
            throw given.bad(PRESET, "is one of " + String.join(", ", PRESET.choices()));
        }
        boolean lesson = given.text(PRESET).equals(LESSON);
        Map<String, String> all = new LinkedHashMap<>(lesson ? lessonTexts() : Map.of());
        if (given.has(SIZE)) {
            KernelSize.requireOnlySize(given);
            all.keySet().removeAll(List.of(WIDTH.name(), HEIGHT.name(), DEPTH.name()));
        }
        all.putAll(texts);
        Values values = new Values(all, KEYS);
        return new LearnSettings(
                values.text(INPUT),
                values.text(TARGET),
                new Axes(values.text(AXES)),
                options(values, lesson),
                values.flag(SEPARATE_CHANNELS),
                values.choice(SHIFT, Shift.class),
                values.choice(CLIPPED, ClipMode.class),
                values.text(INIT).strip(),
                values.text(KERNEL),
                new ExaminationSettings(
                        values.text(REPORT),
                        values.number(HOLDOUT),
                        values.numberOrAuto(INPUT_NOISE),
                        values.flag(CORRECT_NOISE),
                        KernelSize.isAutomatic(values)));
    }

    /**
     * Reads the option string of a macro.
     *
     * @param variables gives the value of a macro variable, or nothing if there is no such variable
     * @throws IllegalArgumentException naming what can't be understood
     */
    public static LearnSettings parse(String options, Function<String, Optional<String>> variables) {
        return parse(OptionString.parse(options, variables));
    }

    /** Every value that isn't the default, or that of the preset; {@link #parse(Map)} reads it back. */
    public Map<String, String> toMap() {
        Map<String, String> own = texts();
        if (!options.biasFrozen()) {
            return own;
        }
        Map<String, String> lesson = lessonTexts();
        Map<String, String> differing = new LinkedHashMap<>(Map.of(PRESET.name(), LESSON));
        for (Key key : KEYS) {
            String text = own.getOrDefault(key.name(), key.defaultText());
            if (!text.equals(lesson.getOrDefault(key.name(), key.defaultText()))) {
                differing.put(key.name(), text);
            }
        }
        return differing;
    }

    /**
     * The option string that a macro passes to repeat this.
     *
     * @throws IllegalArgumentException if the brackets of a value aren't balanced
     */
    public String format() {
        return OptionString.format(toMap());
    }

    /** The start of this name; nothing if {@code init} is a kernel expression. */
    static Optional<Start> namedStart(String init) {
        return Arrays.stream(Start.Kind.values())
                .filter(kind -> kind != Start.Kind.GIVEN && Key.word(kind).equals(init))
                .map(kind -> new Start(kind, null))
                .findFirst();
    }

    private Map<String, String> texts() {
        Shape shape = options.shape();
        Optional<Anchor> anchor = Optional.of(options.anchor()).filter(tap -> !tap.equals(Anchor.centreOf(shape)));
        Values.Writer writer = new Values.Writer().put(INPUT, input).put(TARGET, target);
        if (examination.automaticSize()) {
            writer.put(SIZE, Values.AUTO).put(LARGEST_SIZE, KernelSize.text(shape));
        } else {
            writer.put(WIDTH, shape.width()).put(HEIGHT, shape.height()).put(DEPTH, shape.depth());
        }
        return writer.put(AXES, axes)
                .put(ANCHOR, anchor)
                .put(METHOD, options.method())
                .put(RATE, options.rate())
                .put(
                        ITERATIONS,
                        options.iterations().isPresent()
                                ? Long.toString(options.iterations().getAsLong())
                                : Values.AUTO)
                .put(TOLERANCE, options.tolerance())
                .put(LOSS, options.loss())
                .put(INIT, init)
                .put(SEED, options.seed())
                .put(BIAS, options.learnBias())
                .put(PRINT, options.printInterval())
                .put(RIDGE, options.ridge())
                .put(MINIMUM_NORM, options.minimumNorm())
                .put(CONSTRAINT, constraintText())
                .put(INPUT_NOISE, examination.inputNoise())
                .put(CORRECT_NOISE, examination.correctNoise())
                .put(SEPARATE_CHANNELS, separateChannels)
                .put(SHIFT, shift)
                .put(CLIPPED, clipped)
                .put(HOLDOUT, examination.holdout())
                .put(KERNEL, kernel)
                .put(REPORT, examination.report())
                .toMap();
    }

    private static Map<String, String> lessonTexts() {
        return new LearnSettings(
                        "",
                        "",
                        Axes.DEFAULT,
                        TrainingOptions.lesson(),
                        false,
                        Shift.REPORT,
                        ClipMode.NONE,
                        INIT.defaultText(),
                        "",
                        ExaminationSettings.NONE)
                .texts();
    }

    private static TrainingOptions options(Values values, boolean lesson) {
        Shape shape = KernelSize.of(values);
        return new TrainingOptions(
                shape,
                values.anchor(ANCHOR).orElse(Anchor.centreOf(shape)),
                values.choice(METHOD, Method.class),
                values.numberOrAuto(RATE),
                values.text(ITERATIONS).equals(Values.AUTO)
                        ? OptionalLong.empty()
                        : OptionalLong.of(values.wholeNumber(ITERATIONS)),
                values.number(TOLERANCE),
                values.choice(LOSS, Loss.class),
                namedStart(values.text(INIT).strip()).orElse(Start.UNIFORM),
                values.wholeNumber(SEED),
                values.flag(BIAS),
                values.wholeNumber(PRINT),
                values.number(RIDGE),
                values.flag(MINIMUM_NORM),
                constraints(values),
                values.flag(CORRECT_NOISE) ? values.numberOrAuto(INPUT_NOISE).orElse(0) : 0,
                lesson);
    }

    private static Set<Constraint> constraints(Values values) {
        if (values.text(CONSTRAINT).equals(CONSTRAINT.defaultText())) {
            return Set.of();
        }
        Set<Constraint> constraints = EnumSet.noneOf(Constraint.class);
        for (String word : values.text(CONSTRAINT).strip().split("[\\s,]+")) {
            constraints.add(Arrays.stream(Constraint.values())
                    .filter(constraint -> Key.word(constraint).equals(word))
                    .findFirst()
                    .orElseThrow(() -> values.bad(
                            CONSTRAINT,
                            "is none, or some of sum-one, zero-sum, symmetric, non-negative, separable with commas"
                                    + " between")));
        }
        return constraints;
    }

    private String constraintText() {
        return options.constraints().isEmpty()
                ? CONSTRAINT.defaultText()
                : options.constraints().stream().map(Key::word).collect(Collectors.joining(","));
    }
}
