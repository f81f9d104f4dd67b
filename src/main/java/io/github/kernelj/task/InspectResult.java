package io.github.kernelj.task;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import ij.process.ColorProcessor;
import io.github.kernelj.image.KernelSheet;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelInspection;
import io.github.kernelj.kernel.KernelText;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a kernel, as text, as a picture and as rows of a table.
 *
 * @param bank what was inspected
 * @param image to which it would be applied
 * @param algorithm that would be used for that
 * @param entries one for each kernel of the bank
 * @param code the kernel as code for the program that was asked for; empty for none
 */
public record InspectResult(KernelBank bank, ImageSize image, String algorithm, List<Entry> entries, String code) {

    /** Weights of larger kernels aren't written out. */
    private static final int LARGEST_SHOWN = 400;

    /** Kernels of a bank that are drawn; a sheet has 4 MB. */
    private static final int MOST_SHEETS = 64;

    /**
     * One kernel.
     *
     * @param kernel the kernel
     * @param channels which of a bank's channels it joins; empty for a single kernel
     * @param inspection its numbers
     * @param facts the same in words, a line each
     */
    public record Entry(Kernel kernel, String channels, KernelInspection inspection, List<String> facts) {

        public Entry {
            facts = List.copyOf(facts);
        }
    }

    public InspectResult {
        entries = List.copyOf(entries);
    }

    /** The report, a line each, the code last. */
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        if (!bank.isSingle()) {
            lines.add("bank: " + bank.inputs() + " to " + bank.outputs() + " channels");
        }
        for (Entry entry : entries) {
            if (!bank.isSingle()) {
                lines.add("");
                lines.add(entry.channels);
            }
            lines.addAll(entry.facts);
            if (entry.inspection.taps() <= LARGEST_SHOWN) {
                lines.add("weights (cross-correlation):");
                KernelText.format(entry.kernel).lines().forEach(lines::add);
            }
        }
        bank.provenance().forEach((key, value) -> lines.add(key + ": " + value));
        if (!code.isEmpty()) {
            lines.add("");
            code.lines().forEach(lines::add);
        }
        return lines;
    }

    /** Adds a row for each kernel. */
    public void addTo(ResultsTable table) {
        for (Entry entry : entries) {
            Shape shape = entry.kernel.shape();
            KernelInspection inspection = entry.inspection;
            table.incrementCounter();
            table.addLabel(entry.channels.isEmpty() ? entry.kernel.toString() : entry.channels);
            table.addValue("Width", shape.width());
            table.addValue("Height", shape.height());
            table.addValue("Depth", shape.depth());
            table.addValue("Anchor X", entry.kernel.anchor().x());
            table.addValue("Anchor Y", entry.kernel.anchor().y());
            table.addValue("Anchor Z", entry.kernel.anchor().z());
            table.addValue("Bias", entry.kernel.bias());
            table.addValue("Sum", inspection.sum());
            table.addValue("Magnitude", inspection.magnitude());
            table.addValue("Norm", inspection.norm());
            table.addValue(
                    "Rank", inspection.rank().isPresent() ? inspection.rank().getAsInt() : Double.NaN);
            table.addValue("Separable error", inspection.separableError());
            table.addValue("Symmetry X", Key.word(inspection.alongX()));
            table.addValue("Symmetry Y", Key.word(inspection.alongY()));
            table.addValue("Symmetry Z", Key.word(inspection.alongZ()));
            table.addValue("Parameters", inspection.taps() + 1.0);
            table.addValue("Dense weights", image.denseWeights());
            table.addValue("Algorithm", algorithm);
        }
    }

    /** A sheet for each kernel, of a bank the first 64, as an RGB image or stack that isn't shown. */
    public ImagePlus sheets(String title) {
        List<ColorProcessor> sheets = entries.stream()
                .limit(MOST_SHEETS)
                .map(entry -> KernelSheet.of(entry.kernel, entry.facts))
                .toList();
        int width = sheets.stream().mapToInt(ColorProcessor::getWidth).max().orElseThrow();
        int height = sheets.stream().mapToInt(ColorProcessor::getHeight).max().orElseThrow();
        ImageStack stack = new ImageStack(width, height);
        for (int i = 0; i < sheets.size(); i++) {
            ColorProcessor page = new ColorProcessor(width, height);
            page.setValue(0xffffff);
            page.fill();
            page.insert(sheets.get(i), 0, 0);
            stack.addSlice(entries.get(i).channels, page);
        }
        return new ImagePlus(title, stack);
    }
}
