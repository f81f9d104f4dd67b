package io.github.kernelj.task;

import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.image.KernelSheet;
import io.github.kernelj.kernel.FrequencyResponse;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelInspection;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds out what is to be known of a kernel: its weights' sum, rank and symmetry, its cost, and how it is applied. */
public final class InspectTask {

    private final ImageSize image;
    private final KernelBank bank;
    private final Plan plan;

    private InspectTask(KernelBank bank, ImageSize image) {
        this.bank = bank;
        this.image = image;
        this.plan = Plan.of(bank, Correlation.DEFAULT, image.volume());
    }

    /**
     * Inspects a kernel, or each kernel of a bank, and saves it if the settings name a file.
     *
     * @param image to which the kernel would be applied with all settings at their defaults
     * @throws IOException if a kernel file can't be read, or the file can't be written
     * @throws IllegalArgumentException if the kernel isn't possible, or can't be written as the code or kind of file that
     *     is asked for
     */
    public static InspectResult inspect(InspectSettings settings, ImageSize image) throws IOException {
        KernelBank bank = Kernels.evaluate(settings.kernel(), image.voxel());
        InspectResult result = inspect(bank, settings.code(), image);
        if (!settings.file().isBlank()) {
            Kernels.write(bank, Values.path(InspectSettings.FILE, settings.file()));
        }
        return result;
    }

    /** As {@link #inspect(InspectSettings, ImageSize)}, of kernels at hand. */
    public static InspectResult inspect(KernelBank bank, Optional<KernelCode> program, ImageSize image) {
        if (program.isPresent() && !bank.isSingle()) {
            throw new IllegalArgumentException("code is written for single kernels, but this is a " + bank);
        }
        String code = program.map(language -> language.of(bank.single())).orElse("");
        InspectTask task = new InspectTask(bank, image);
        List<InspectResult.Entry> entries = new ArrayList<>();
        for (int output = 0; output < bank.outputs(); output++) {
            for (int input = 0; input < bank.inputs(); input++) {
                entries.add(task.entry(output, input));
            }
        }
        return new InspectResult(bank, image, task.plan.algorithm(), entries, code);
    }

    private InspectResult.Entry entry(int output, int input) {
        Kernel kernel = bank.isSingle() ? bank.single() : bank.kernel(output, input);
        KernelInspection inspection = KernelInspection.of(kernel);
        String channels = bank.isSingle() ? "" : "from channel " + (input + 1) + " to channel " + (output + 1);
        return new InspectResult.Entry(kernel, channels, inspection, facts(kernel, inspection));
    }

    private List<String> facts(Kernel kernel, KernelInspection inspection) {
        List<String> lines = new ArrayList<>();
        lines.add("kernel: " + (kernel.name().isEmpty() ? "(no name)" : kernel.name()));
        lines.add("shape: " + inspection.shape() + " (" + inspection.taps()
                + (inspection.taps() == 1 ? " tap)" : " taps)"));
        lines.add("anchor: " + kernel.anchor() + " (x, y, z from 0)");
        lines.add("bias: " + number(kernel.bias()));
        lines.add("sum: " + number(inspection.sum()) + ", by which a flat image is multiplied");
        lines.add("sum of magnitudes: " + number(inspection.magnitude()) + ", the most by which an image is amplified");
        lines.add("norm: " + number(inspection.norm()) + ", by which white noise is amplified");
        inspection.rank().ifPresent(rank -> lines.add("rank: " + rank));
        lines.add("separable: "
                + (inspection.isSeparable()
                        ? "yes"
                        : "no, nearest separable kernel off by " + number(inspection.separableError())
                                + " of the norm"));
        lines.add("symmetry: x " + Key.word(inspection.alongX()) + ", y " + Key.word(inspection.alongY()) + ", z "
                + Key.word(inspection.alongZ()));
        addResponse(kernel, lines);
        lines.add("parameters: " + parameters() + "; " + image.denseLayer());
        lines.add("algorithm on " + image.name() + " (" + image.volume() + "): " + plan.algorithm() + ": "
                + plan.reason());
        inspection.notices().forEach(notice -> lines.add("note: " + notice));
        return lines;
    }

    private String parameters() {
        long weights = bank.shape().volume() * bank.inputs() * bank.outputs();
        return (weights + bank.outputs()) + " (" + weights + (weights == 1 ? " weight" : " weights") + " and "
                + (bank.outputs() == 1 ? "a bias)" : bank.outputs() + " biases)");
    }

    private static void addResponse(Kernel kernel, List<String> lines) {
        Shape shape = kernel.shape();
        if (shape.volume() > KernelSheet.MOST_TAPS) {
            return;
        }
        FrequencyResponse response = new FrequencyResponse(kernel);
        List<String> highest = new ArrayList<>();
        if (shape.width() > 1) {
            highest.add(number(rounded(response.magnitude(0.5, 0, 0), kernel)) + " along x");
        }
        if (shape.height() > 1) {
            highest.add(number(rounded(response.magnitude(0, 0.5, 0), kernel)) + " along y");
        }
        if (shape.depth() > 1) {
            highest.add(number(rounded(response.magnitude(0, 0, 0.5), kernel)) + " along z");
        }
        lines.add("frequency response: " + number(rounded(response.magnitude(0, 0, 0), kernel)) + " at frequency 0"
                + (highest.isEmpty() ? "" : ", at the highest (0.5 cycles per pixel) " + String.join(", ", highest)));
    }

    /** 0 for what is nothing but the rounding of float weights. */
    private static double rounded(double magnitude, Kernel kernel) {
        return magnitude < 1e-7 * kernel.magnitude() ? 0 : magnitude;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.7g", value).replaceFirst("\\.?0+(e|$)", "$1");
    }
}
