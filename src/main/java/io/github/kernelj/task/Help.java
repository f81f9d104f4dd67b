package io.github.kernelj.task;

import io.github.kernelj.kernel.Preset;
import io.github.kernelj.kernel.Presets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be said to KernelJ: kernels, presets and the keys of every command, written from the lists that the commands
 * themselves read.
 *
 * @param sections in the order in which to read them
 */
public record Help(List<Section> sections) {

    private static final List<Entry> KERNELS = List.of(
            new Entry(
                    "matrix",
                    "Rows are divided by ; or a newline, planes by | or an empty line, numbers by blanks, tabs"
                            + " or commas: 1 2 1; 2 4 2; 1 2 1. Numbers are written -1.5e-3 or 1/9."),
            new Entry(
                    "preset",
                    "A name, with parameters in brackets where they differ from the defaults:"
                            + " gaussian(sigma=2). One value for each axis is written with blanks: gaussian(sigma=2 2 1)."),
            new Entry(
                    "file",
                    "A path, such as kernel.json. Files of type .json hold anchor, bias and how the kernel was made; .npy"
                            + " (NumPy) and text files, as ImageJ's Convolve has them, the weights alone; a .tif is an"
                            + " image of the weights."),
            new Entry(
                    "algebra",
                    "Kernels put together: 2 * [1 2 1] - gaussian(sigma=4). a + b, a - b and 2 * a do what they say; a * b"
                            + " is a after b in one kernel. flip(a), transpose(a), normalize(a), rotate(a, 45) in degrees"
                            + " anticlockwise, outer(a, b, c) of 1-D kernels along x, y and z. Matrices stand in square"
                            + " brackets here, file(\"k.json\") is a kernel file, image(\"bead.tif\") an open image or an"
                            + " image file. A minus between words needs blanks."));

    private static final List<Entry> MORE = List.of(
            new Entry(
                    "Sample Images",
                    "Images to try kernels on; camera and camera filtered, phantom and phantom filtered,"
                            + " lesson input and lesson target are pairs to learn from."),
            new Entry("README.md", "Installation, examples, accuracy and speed, in KernelJ's source repository."),
            new Entry("kernelj --help", "The same commands without ImageJ's windows: java -jar kernelj.jar."));

    /**
     * A part under a heading.
     *
     * @param title the heading
     * @param text one paragraph
     * @param entries what the part lists
     */
    public record Section(String title, String text, List<Entry> entries) {

        public Section {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One thing and what it means.
     *
     * @param term what is written
     * @param meaning one or more sentences
     */
    public record Entry(String term, String meaning) {}

    public Help {
        sections = List.copyOf(sections);
    }

    /** All there is. */
    public static Help all() {
        return new Help(List.of(
                new Section(
                        "Kernels",
                        "What is written for kernel= is a matrix, a preset, a file, or kernels put together. Weights are cross-correlation"
                                + " weights: Y(p) = bias + sum of W(d) X(p + d - anchor). The anchor is the tap k/2"
                                + " (rounded down) unless it is set.",
                        KERNELS),
                new Section(
                        "Presets",
                        "Parameters and their defaults stand in brackets.",
                        Presets.all().stream().map(Help::entry).toList()),
                command(
                        "Apply Kernel...",
                        "Applies a kernel to the current image. Preview shows the current plane. In place, a plane, and a"
                                + " stack of up to a quarter of Java's memory, can be undone (Edit > Undo). Escape stops a"
                                + " run and leaves the image as it was.",
                        ApplySettings.KEYS),
                command(
                        "Batch Apply Kernel...",
                        "Applies a kernel to every image of a folder, several at a time. A table of the files and a log lie"
                                + " beside the results. Interrupted, the same batch does the rest.",
                        BatchSettings.KEYS),
                command("Learn Kernel...", "Learns the kernel that turns one image into another.", LearnSettings.KEYS),
                command("Inspect Kernel...", "Shows what a kernel is, does and costs.", InspectSettings.KEYS),
                command(
                        "Kernel from Selection...",
                        "Saves the selected pixels of the current image as a kernel: an area through the slices, a straight"
                                + " line, or without a selection the whole image.",
                        KernelFromSelectionSettings.KEYS),
                command(
                        "Find Template...",
                        "Finds the selected area of the current image, or another image, wherever it stands in the current"
                                + " image, whatever its brightness and contrast: marks the places and lists them in the"
                                + " Results. x and y are those of the template's middle, the first pixel reaching from 0 to"
                                + " 1; z and t count slices and frames from 1.",
                        FindSettings.KEYS),
                new Section(
                        "Open OME-Zarr...",
                        "Opens a folder of OME-Zarr, or of a Zarr array, as a virtual stack.",
                        List.of(new Entry("input", "The folder."))),
                new Section("More", "Where to go from here.", MORE)));
    }

    /**
     * What bears on one command: kernels, presets, and its keys.
     *
     * @param command the section's title, such as {@code Apply Kernel...}
     */
    public static Help of(String command) {
        Set<String> titles = Set.of("Kernels", "Presets", command);
        return new Help(all().sections.stream()
                .filter(section -> titles.contains(section.title))
                .toList());
    }

    /** As plain text, for a log or a terminal. */
    public String text() {
        return sections.stream()
                .map(section -> section.title + "\n" + section.text + "\n"
                        + section.entries.stream()
                                .map(entry -> "  " + entry.term + ": " + entry.meaning + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    /** As HTML that Swing can show. */
    public String html() {
        return "<html>" + sections.stream().map(Help::html).collect(Collectors.joining()) + "</html>";
    }

    private static String html(Section section) {
        return "<h3>" + HtmlPage.escape(section.title) + "</h3><p>" + HtmlPage.escape(section.text) + "</p><table>"
                + section.entries.stream()
                        .map(entry -> "<tr><td valign=\"top\"><b>" + HtmlPage.escape(entry.term) + "</b></td><td>"
                                + HtmlPage.escape(entry.meaning) + "</td></tr>")
                        .collect(Collectors.joining())
                + "</table>";
    }

    private static Section command(String label, String text, List<Key> keys) {
        return new Section(label, text, keys.stream().map(Help::entry).toList());
    }

    private static Entry entry(Key key) {
        String byDefault = key.isFlag()
                ? " A bare word."
                : key.defaultText().isEmpty() ? "" : " Default: " + key.defaultText() + ".";
        String choices =
                key.isFlag() || key.choices().isEmpty() ? "" : " One of " + String.join(", ", key.choices()) + ".";
        String unit = key.unit().isEmpty() ? "" : " Unit: " + key.unit() + ".";
        return new Entry(key.name(), key.description() + choices + unit + byDefault);
    }

    private static Entry entry(Preset preset) {
        String parameters = preset.parameters().stream()
                .map(parameter -> parameter.name() + "=" + parameter.defaultValue())
                .collect(Collectors.joining(", "));
        String meanings = preset.parameters().stream()
                .map(parameter -> parameter.name() + " is " + parameter.description())
                .collect(Collectors.joining("; "));
        return new Entry(
                parameters.isEmpty() ? preset.name() : preset.name() + "(" + parameters + ")",
                preset.description() + (meanings.isEmpty() ? "" : " " + meanings + "."));
    }
}
