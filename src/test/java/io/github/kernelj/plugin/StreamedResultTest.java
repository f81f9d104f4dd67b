package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.process.LUT;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A result that is streamed to a file is the result in memory, in pixels and in all besides. */
class StreamedResultTest {

    @TempDir
    Path folder;

    /** A row of the table. */
    record Case(ImageKind kind, boolean region, String options) {

        ImagePlus image() {
            ImagePlus image = kind.make();
            if (region) {
                image.setRoi(new OvalRoi(3, 2, 11, 9));
            }
            return image;
        }

        ApplySettings settings() {
            return ApplySettings.parse(
                    options + " axes=" + kind.axes() + " kernel=[0.5 -2; 1 0.25 | 1 0; 0 0.25]",
                    name -> Optional.empty());
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (ImageKind kind : ImageKind.values()) {
            for (String type : List.of("same", "8-bit", "16-bit", "32-bit")) {
                cases.add(new Case(kind, false, "type=" + type));
                cases.add(new Case(kind, true, "type=" + type));
            }
            cases.add(new Case(kind, false, "extent=full type=same"));
            cases.add(new Case(kind, false, "scale=-1 bias=1 type=same"));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aStreamedResultIsTheOneInMemory(Case row) throws IOException {
        ImagePlus expected =
                ApplyTask.apply(row.image(), row.settings(), Progress.NONE).image();
        Path file = folder.resolve("out of (1) µ.tif");
        ImagePlus image = row.image();
        ImagePlus streamed = ApplyTask.apply(
                        image, row.settings().with(ApplySettings.OUTPUT, file.toString()), Progress.NONE)
                .image();
        assertThat(streamed.getStackSize() == 1 || streamed.getStack().isVirtual())
                .isTrue();
        assertSame(streamed, expected);
        Looks.assertUntouched(image, row.image());
        assertThat(folder.toFile().list()).containsExactly(file.getFileName().toString());
        ImagePlus saved = savedFromMemory(expected);
        assertSame(ImageFiles.open(file), saved);
        assertSame(ImageFiles.openVirtual(file), saved);
    }

    /** What TIFF can't hold is lost either way. */
    private ImagePlus savedFromMemory(ImagePlus image) throws IOException {
        Path copy = folder.resolve("copy.tif");
        ImageFiles.save(image, copy);
        return ImageFiles.open(copy);
    }

    private static void assertSame(ImagePlus actual, ImagePlus expected) {
        actual.setTitle(expected.getTitle());
        Looks.assertUntouched(actual, expected);
        assertThat(actual.getDisplayRangeMin()).isEqualTo(expected.getDisplayRangeMin());
        assertThat(actual.getDisplayRangeMax()).isEqualTo(expected.getDisplayRangeMax());
        LUT[] luts = expected.getLuts();
        for (int i = 0; i < luts.length; i++) {
            assertThat(actual.getLuts()[i].getBytes()).isEqualTo(luts[i].getBytes());
        }
    }

    @Test
    void theImagesOwnFileIsntWrittenOver() throws IOException {
        Path file = folder.resolve("stack.tif");
        ImageFiles.save(ImageKind.STACK.make(), file);
        byte[] before = Files.readAllBytes(file);
        Path link = Files.createSymbolicLink(folder.resolve("link.tif"), file);
        for (ImagePlus image : List.of(ImageFiles.open(file), ImageFiles.openVirtual(file))) {
            for (Path output : List.of(file, link)) {
                assertThatThrownBy(() -> ApplyTask.apply(image, streaming(output), Progress.NONE))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("output=" + output + " is the file of the image itself; choose another name");
            }
        }
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void whatFailsOrIsCancelledLeavesNoFile() {
        Path file = folder.resolve("out.tif");
        Progress cancelled = new Progress() {
            @Override
            public void report(double done) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> ApplyTask.apply(ImageKind.STACK.make(), streaming(file), cancelled))
                .isInstanceOf(CancellationException.class);
        assertThat(folder).isEmptyDirectory();
        Path lost = folder.resolve("no/out.tif");
        assertThatThrownBy(() -> ApplyTask.plan(ImageKind.STACK.make(), streaming(lost)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("can't write " + lost + ": there is no folder " + lost.getParent());
        assertThatThrownBy(() -> ApplyTask.apply(ImageKind.STACK.make(), streaming(lost), Progress.NONE))
                .hasMessage("can't write " + lost + ": there is no folder " + lost.getParent());
    }

    private static ApplySettings streaming(Path file) {
        return ApplySettings.of("1 2 1").with(ApplySettings.OUTPUT, file.toString());
    }
}
