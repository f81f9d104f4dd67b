package io.github.kernelj.task;

import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.Border;
import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Extent;
import io.github.kernelj.engine.MissingPixels;
import io.github.kernelj.engine.Operation;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.image.OutputType;
import io.github.kernelj.image.Selection;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.KernelExpression;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * How a kernel is applied to an image, as the user says it. Immutable. {@link #parse(Map)} and {@link #toMap()} go to and
 * from text, the same for dialog, macro and command line.
 *
 * @param kernel a {@link KernelExpression}
 * @param correlation operation, extent, border and what missing pixels mean
 * @param axes image axes along which the kernel's axes run
 * @param anchor in the kernel's own axes; empty for the kernel's own anchor
 * @param normalize whether the weights are divided by their sum
 * @param scale factor on the weights, after normalizing
 * @param bias added to every output pixel, in calibrated units; empty for the kernel's own bias
 * @param selection the channels, slices and frames that are computed
 * @param type pixel type of the result
 * @param destination where the result goes
 * @param output the TIFF file to which the result is written plane by plane; empty to keep it in memory
 * @param threads at least 1; empty for as many as the surface thinks right
 */
public record ApplySettings(
        String kernel,
        Correlation correlation,
        Axes axes,
        Optional<Anchor> anchor,
        boolean normalize,
        double scale,
        OptionalDouble bias,
        Selection selection,
        OutputType type,
        Destination destination,
        Optional<Path> output,
        OptionalInt threads) {

    public static final Key KERNEL = Key.of(
            "kernel",
            "",
            "The kernel: a matrix (1 2 1; 2 4 2; 1 2 1), a preset (gaussian(sigma=2)), a kernel file, or kernels put together (identity - gaussian(2)).");
    public static final Key OPERATION = Key.choice(
            "operation",
            Operation.CORRELATION,
            "Whether the kernel is laid on the image as it stands (correlation) or flipped along every axis (convolution).");
    public static final Key EXTENT = Key.choice(
            "extent",
            Extent.SAME,
            "Which positions are computed: only where the kernel fits (valid), every pixel (same), or wherever it touches (full).");
    public static final Key BORDER = Key.choice(
            "border",
            Border.NEAREST,
            "What lies beyond the edge: nearest (edge pixel), reflect (mirrored), mirror (edge pixel not repeated), wrap, constant.");
    public static final Key CONSTANT = Key.of(
                    "constant", "0", "The value, in calibrated pixel units, of border=constant and nan=fill.")
            .in("pixel value");
    public static final Key AXES = Key.of(
            "axes",
            "xyz",
            "The image axes along which the kernel's x, y and z run: xyz, xy, xyt for video, xt, or z or t for a 1-D kernel.");
    public static final Key ANCHOR = Key.of(
                    "anchor",
                    Values.AUTO,
                    "The kernel's tap that lies over the output pixel, as x,y or x,y,z counted from 0; auto is the kernel's own, its centre unless it says otherwise.")
            .in("tap");
    public static final Key NORMALIZE = Key.flag("normalize", "Divide the weights by their sum.");
    public static final Key SCALE =
            Key.of("scale", "1", "A factor on the weights, after normalizing: a number or a fraction such as 1/9.");
    public static final Key BIAS = Key.of(
                    "bias",
                    Values.AUTO,
                    "What is added to every output pixel, in calibrated pixel units; auto is the kernel's own bias.")
            .in("pixel value");
    public static final Key NAN = Key.choice(
            "nan",
            MissingPixels.PROPAGATE,
            "What NaN and infinite pixels do: propagate, ignore (the other pixels of the window count), or fill (with constant).");
    public static final Key CHANNELS =
            Key.of("channels", "all", "The channels to compute, counted from 1, such as 2 or 1-3.");
    public static final Key SLICES =
            Key.of("slices", "all", "The slices to compute, counted from 1, such as 5 or 10-20.");
    public static final Key FRAMES =
            Key.of("frames", "all", "The frames to compute, counted from 1, such as 5 or 10-20.");
    public static final Key TYPE = Key.choice(
            "type",
            Arrays.stream(OutputType.values()).map(OutputType::toString).toList(),
            "The pixel type of the result; only 32-bit keeps negative values and fractions.");
    public static final Key DESTINATION =
            Key.choice("destination", Destination.NEW, "A new image, or in-place: the pixels of the input.");
    public static final Key OUTPUT = Key.of(
            "output",
            "",
            "A .tif file to which the result is written plane by plane, for stacks larger than memory; by default it stays in memory.");
    public static final Key THREADS =
            Key.of("threads", Values.AUTO, "The number of threads, at least 1; the result doesn't depend on it.");

    /** Every key, in the order in which people read them. */
    public static final List<Key> KEYS = List.of(
            KERNEL,
            OPERATION,
            EXTENT,
            BORDER,
            CONSTANT,
            AXES,
            ANCHOR,
            NORMALIZE,
            SCALE,
            BIAS,
            NAN,
            CHANNELS,
            SLICES,
            FRAMES,
            TYPE,
            DESTINATION,
            OUTPUT,
            THREADS);

    /** Words that ImageJ's filters wrote into macros; they ask for nothing here. */
    private static final Set<String> OLD_WORDS = Set.of("stack", "slice", "preview");

    /** @throws IllegalArgumentException naming the key, if a value isn't allowed or two don't go together */
    public ApplySettings {
        if (kernel.isBlank()) {
            throw new IllegalArgumentException(
                    "kernel is missing: give a matrix such as 1 2 1; 2 4 2; 1 2 1, a preset such as"
                            + " gaussian(sigma=2), or the path of a kernel file");
        }
        KernelExpression.parse(kernel);
        requireFinite(SCALE, scale);
        bias.ifPresent(value -> requireFinite(BIAS, value));
        output.ifPresent(ApplySettings::requireTiff);
        if (threads.isPresent() && threads.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "threads=" + threads.getAsInt() + ": threads is auto or a whole number from 1");
        }
        if (destination == Destination.IN_PLACE && correlation.extent() != Extent.SAME) {
            throw new IllegalArgumentException("destination=in-place needs extent=same: with extent="
                    + Key.word(correlation.extent()) + " the result has another size than the image");
        }
        if (destination == Destination.IN_PLACE && output.isPresent()) {
            throw new IllegalArgumentException(
                    "destination=in-place and output=" + output.get() + " don't go together; keep one of them");
        }
        if (destination == Destination.IN_PLACE && type != OutputType.SAME) {
            throw new IllegalArgumentException(
                    "destination=in-place needs type=same: pixels of another type need a new image");
        }
    }

    /** The kernel with every other setting at its default. */
    public static ApplySettings of(String kernel) {
        return parse(Map.of(KERNEL.name(), kernel));
    }

    /**
     * Reads settings.
     *
     * @param texts values by the names of {@link #KEYS}; what is absent has its default
     * @throws IllegalArgumentException naming the key, the text and what is allowed
     */
    public static ApplySettings parse(Map<String, String> texts) {
        Values values = new Values(texts, KEYS);
        return new ApplySettings(
                values.text(KERNEL).strip(),
                new Correlation(
                        values.choice(OPERATION, Operation.class),
                        values.choice(EXTENT, Extent.class),
                        values.choice(BORDER, Border.class),
                        values.choice(NAN, MissingPixels.class),
                        values.singlePrecision(CONSTANT)),
                new Axes(values.text(AXES)),
                values.anchor(ANCHOR),
                values.flag(NORMALIZE),
                values.number(SCALE),
                values.numberOrAuto(BIAS),
                new Selection(values.range(CHANNELS), values.range(SLICES), values.range(FRAMES)),
                values.outputType(TYPE),
                values.choice(DESTINATION, Destination.class),
                values.path(OUTPUT),
                values.text(THREADS).equals(Values.AUTO)
                        ? OptionalInt.empty()
                        : OptionalInt.of(values.integer(THREADS, 1)));
    }

    /**
     * Reads the option string of a macro; also that of ImageJ's {@code Convolve...}, and the bare words that ImageJ's
     * filters wrote.
     *
     * @param variables gives the value of a macro variable, or nothing if there is no such variable
     * @throws IllegalArgumentException naming what can't be understood
     */
    public static ApplySettings parse(String options, Function<String, Optional<String>> variables) {
        Map<String, String> texts = ConvolveOptions.matches(options)
                ? ConvolveOptions.translate(options, variables)
                : OptionString.parse(options, variables);
        texts.entrySet()
                .removeIf(entry ->
                        OLD_WORDS.contains(entry.getKey()) && entry.getValue().equals("true"));
        return parse(texts);
    }

    /** These settings with one changed, as {@link #parse(Map)} would read it. */
    public ApplySettings with(Key key, String text) {
        Map<String, String> texts = new LinkedHashMap<>(toMap());
        texts.put(key.name(), text);
        return parse(texts);
    }

    /** The kernel, and every other value that isn't the default; {@link #parse(Map)} reads it back. */
    public Map<String, String> toMap() {
        return new Values.Writer()
                .put(KERNEL, kernel)
                .put(OPERATION, correlation.operation())
                .put(EXTENT, correlation.extent())
                .put(BORDER, correlation.border())
                .put(CONSTANT, correlation.constant())
                .put(AXES, axes)
                .put(ANCHOR, anchor)
                .put(NORMALIZE, normalize)
                .put(SCALE, scale)
                .put(BIAS, bias)
                .put(NAN, correlation.missing())
                .put(CHANNELS, selection.channels())
                .put(SLICES, selection.slices())
                .put(FRAMES, selection.frames())
                .put(TYPE, type.toString())
                .put(DESTINATION, destination)
                .put(OUTPUT, output.map(Path::toString).orElse(OUTPUT.defaultText()))
                .put(THREADS, threads.isPresent() ? Integer.toString(threads.getAsInt()) : Values.AUTO)
                .toMap();
    }

    /**
     * The option string that a macro passes to repeat this.
     *
     * @throws IllegalArgumentException if the kernel's brackets aren't balanced
     */
    public String format() {
        return OptionString.format(toMap());
    }

    private static void requireTiff(Path output) {
        if (!ImageFiles.isTiff(output)) {
            throw new IllegalArgumentException("output=" + output
                    + ": output is a file whose name ends in .tif, as only TIFF files are written plane by plane");
        }
    }

    private static void requireFinite(Key key, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(key.name() + " must be a finite number, got " + value);
        }
    }
}
