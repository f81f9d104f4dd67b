package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import io.github.kernelj.image.SampleImages;
import io.github.kernelj.task.Help;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The lines of plugins.config, {@code Plugins>KernelJ, "Label...", package.Class("argument")}. */
class MenuTest {

    private static final Pattern LINE =
            Pattern.compile("(Plugins>KernelJ[^,]*), \"([^\"]+)\", ([\\w.]+)(?:\\(\"([^\"]*)\"\\))?");

    /** ImageJ's own lines: a name, an equals sign, then {@code "Label[shortcut]",class}. */
    private static final Pattern OF_IMAGEJ = Pattern.compile("(?m)^\\w+=\"([^\"]+)\"");

    /**
     * Entries of a plain Fiji beside those of ImageJ that come nearest, listed by hand as Fiji is not part of the build; a
     * second one of a label would replace the first.
     */
    private static final Set<String> OF_FIJI = Set.of(
            "Convolve (3D)",
            "Gaussian Blur 3D...",
            "Gray Morphology",
            "Linear Kuwahara",
            "Kuwahara Filter",
            "Mexican Hat Filter",
            "Sigma Filter Plus",
            "Bilateral Filter",
            "Anisotropic Diffusion 2D",
            "Non-local Means Denoising",
            "Canny Edge Detector",
            "Compute Curvatures",
            "Tubeness",
            "Frangi Vesselness",
            "Directionality",
            "OrientationJ Analysis",
            "Trainable Weka Segmentation",
            "Trainable Weka Segmentation 3D",
            "Template Matching",
            "Landmark Correspondences",
            "Difference of Gaussian...",
            "Open Samples",
            "Help on Menu Item",
            "Search...",
            "Update...");

    record Entry(String menu, String label, String className, String argument) {}

    @Test
    void everyLabelIsItsOwn() throws IOException {
        List<String> labels = entries().stream().map(Entry::label).toList();
        assertThat(labels).doesNotHaveDuplicates().doesNotContainAnyElementsOf(OF_FIJI);
        Set<String> imageJ = OF_IMAGEJ
                .matcher(text(IJ.class.getResourceAsStream("/IJ_Props.txt")))
                .results()
                .map(match -> match.group(1).replaceFirst("\\[.*", "").strip())
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
        assertThat(imageJ).hasSizeGreaterThan(300).contains("Convolve...");
        assertThat(labels).noneMatch(imageJ::contains);
    }

    /** Brackets would be a shortcut, and a label is read up to the last comma of its line. */
    @Test
    void labelsAreReadAsTheyStand() throws IOException {
        assertThat(entries()).allSatisfy(entry -> {
            assertThat(entry.label()).doesNotContain("[", "]").hasSizeLessThan(60);
            assertThat(entry.argument() == null ? "" : entry.argument()).doesNotContain(",");
        });
    }

    @Test
    void everySampleHasItsEntry() throws IOException {
        assertThat(entries().stream()
                        .filter(entry -> entry.menu().equals("Plugins>KernelJ>Sample Images"))
                        .map(Entry::argument))
                .containsExactlyInAnyOrderElementsOf(SampleImages.packed().names());
    }

    @Test
    void everyCommandIsExplained() throws IOException {
        assertThat(Help.all().sections().stream().map(Help.Section::title))
                .containsAll(entries().stream()
                        .map(Entry::label)
                        .filter(label -> label.endsWith("..."))
                        .toList());
    }

    private static List<Entry> entries() throws IOException {
        String config = text(MenuTest.class.getResourceAsStream("/plugins.config"));
        List<String> lines = config.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.contains("\"-\""))
                .toList();
        assertThat(lines).allMatch(line -> LINE.matcher(line).matches());
        return lines.stream()
                .map(line -> {
                    MatchResult match = LINE.matcher(line).results().findFirst().orElseThrow();
                    return new Entry(match.group(1), match.group(2), match.group(3), match.group(4));
                })
                .toList();
    }

    private static String text(InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
