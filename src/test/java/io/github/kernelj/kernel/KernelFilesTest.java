package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelFilesTest {

    private static final Kernel SOBEL = Presets.find("sobel-x").orElseThrow().kernel("", VoxelSize.PIXEL);
    private static final String START = "{\"format\": \"kernelj-kernel\", \"version\": 1, ";

    @TempDir
    Path folder;

    @Test
    void jsonIsReadableAndComplete() throws IOException {
        Path path = folder.resolve("sobel.json");
        KernelFiles.write(KernelBank.of(SOBEL.withBias(0.1).withAnchor(new Anchor(0, 2, 0))), path);
        assertThat(Files.readString(path)).isEqualTo("""
                {
                  "format": "kernelj-kernel",
                  "version": 1,
                  "convention": "cross-correlation",
                  "name": "sobel-x",
                  "provenance": {
                    "preset": "sobel-x"
                  },
                  "shape": {
                    "width": 3,
                    "height": 3,
                    "depth": 1
                  },
                  "anchor": {
                    "x": 0,
                    "y": 2,
                    "z": 0
                  },
                  "axes": "zyx",
                  "bias": 0.1,
                  "weights": [
                    [
                      [-1, 0, 1],
                      [-2, 0, 2],
                      [-1, 0, 1]
                    ]
                  ]
                }""");
    }

    @Test
    void textIsWhatImageJReads() throws IOException {
        Path path = folder.resolve("sobel.kernel");
        KernelFiles.write(KernelBank.of(SOBEL), path);
        assertThat(path).hasContent("-1 0 1\n-2 0 2\n-1 0 1\n");
        KernelBank read = KernelFiles.read(path);
        assertThat(read.single()).isEqualTo(SOBEL);
        assertThat(read.name()).isEqualTo("sobel");
    }

    @Property(tries = 200)
    void jsonComesBackBitForBit(@ForAll("banks") KernelBank bank) throws IOException {
        StringWriter written = new StringWriter();
        new KernelJsonWriter(written).write(bank);
        KernelBank read = new KernelJsonReader(new StringReader(written.toString())).read();
        assertThat(read).isEqualTo(bank);
        assertThat(read.name()).isEqualTo(bank.name());
        assertThat(List.copyOf(read.provenance().entrySet()))
                .isEqualTo(List.copyOf(bank.provenance().entrySet()));
        if (!bank.isSingle()) {
            for (int output = 0; output < bank.outputs(); output++) {
                for (int input = 0; input < bank.inputs(); input++) {
                    assertThat(read.kernel(output, input).name())
                            .isEqualTo(bank.kernel(output, input).name());
                    assertThat(read.kernel(output, input).provenance())
                            .isEqualTo(bank.kernel(output, input).provenance());
                }
            }
        }
        StringWriter again = new StringWriter();
        new KernelJsonWriter(again).write(read);
        assertThat(again.toString()).isEqualTo(written.toString());
    }

    @Test
    void keysMayComeInAnyOrderAndMostMayBeLeftOut() throws IOException {
        Path path = folder.resolve("short.JSON");
        Files.writeString(path, "{\"weights\": [[[1, 0.5e1]]], \"version\": 1, \"format\": \"kernelj-kernel\"}");
        assertThat(KernelFiles.read(path).single()).isEqualTo(Kernel.of(new Shape(2, 1, 1), 1, 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "'weights': [[[1, 2], [3]]]} ~ $.weights[0][1]: this row has 1 number, but the first row has 2",
                "'weights': [[[1], [3]], [[1]]]} ~ $.weights[1]: this plane has 1 row, but the first plane has 2",
                "'weights': [[[]]]} ~ $.weights[0][0]: this row is empty",
                "'weights': [[]]} ~ $.weights[0]: this plane is empty",
                "'weights': []} ~ $.weights: is empty",
                "'weights': [[1, 2]]} ~ $.weights[0][0]: must be an array [...], found a number",
                "'weights': [[[[1]]]]} ~ $.weights[0][0][0]: must be a number, found an array",
                "'weights': [[['1']]]} ~ $.weights[0][0][0]: must be a number, found text",
                "'weights': [[[1, null]]]} ~ $.weights[0][0][1]: must be a number, found null",
                "'weights': [[[1e39]]]} ~ $.weights[0][0][0]: is too large for a 32-bit float, whose limit is 3.4e38",
                "'weights': [[[1, NaN]]]} ~ not valid JSON at line 1 column 61 path $.weights[0][0][1]",
                "'name': 'a'} ~ $: 'weights' is missing",
                "'weights': [[[1]]], 'weights': [[[1]]]} ~ $: 'weights' is there twice",
                "'weihgts': [[[1]]]} ~ $: unknown key 'weihgts'; did you mean 'weights'?",
                "'weights': [[[1, 2]]], 'shape': {'width': 1, 'height': 2, 'depth': 1}} ~ $.shape: is 1 x 2, but the weights are 2 x 1",
                "'shape': {'width': 0}} ~ $.shape.width: must be at least 1, got 0",
                "'shape': {'width': 1.5}} ~ $.shape.width: must be a whole number, got 1.5",
                "'shape': {'width': 1, 'height': 2}} ~ $.shape: 'depth' is missing",
                "'weights': [[[1, 2]]], 'anchor': {'x': 2, 'y': 0, 'z': 0}} ~ $.anchor: 2,0,0 lies outside the 2 x 1 kernel",
                "'weights': [[[1]]], 'bias': 1e400} ~ $.bias: is too large for a 64-bit number",
                "'weights': [[[1]]], 'axes': 'xyz'} ~ $.axes: is 'xyz'; only 'zyx' is known",
                "'weights': [[[1]]], 'convention': 'convolution'} ~ $.convention: is 'convolution'; only 'cross-correlation' is known",
                "'weights': [[[1]]], 'provenance': {'a': 1}} ~ $.provenance.a: must be text in double quotes, found a number",
                "'weights': [[[1]]], 'outputs': 2} ~ $.outputs: is 2, but there are kernels for 1",
                "'kernels': [[{'weights': [[[1]]]}], []]} ~ $.kernels: every output of a bank needs a kernel for each input: one has 0, another 1",
                "'kernels': [[{'weights': [[[1]]]}, {'weights': [[[1, 2]]]}]]} ~ $.kernels: the kernels of a bank share shape and anchor: found 2 x 1 with anchor 1,0,0 beside 1 x 1 with anchor 0,0,0",
                "'kernels': [[{'bias': 1}]]} ~ $.kernels[0][0]: 'weights' is missing",
                "'kernels': []} ~ $.kernels: a bank needs at least one kernel",
                "'kernels': [[{'weights': [[[1]]]}]], 'weights': [[[1]]]} ~ $: there can't be both kernels and weights or bias",
                "'version': 2} ~ $: 'version' is there twice",
                "'weights': [[[1]]]} {} ~ $: nothing is expected after the kernel",
                "'weights': [[[1]] ~ not valid JSON at line 1 column 61 path $.weights[1]",
            })
    void errorsNameTheFileAndTheJsonPath(String rest, String message) throws IOException {
        assertRefused(START + rest.replace('\'', '"'), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "'' ~ not valid JSON at line 1 column 1 path $",
                "1 2 1 ~ $: must be an object {...}, found a number",
                "[] ~ $: must be an object {...}, found an array",
                "{} ~ $: 'format' is missing; a kernel file says \"format\": \"kernelj-kernel\"",
                "{\"format\": \"kernelj-kernel\"} ~ $: 'version' is missing",
                "{\"format\": \"other\"} ~ $.format: is 'other', not 'kernelj-kernel': this isn't a kernel file",
                "{\"format\": \"kernelj-kernel\", \"version\": 2} ~ $.version: is 2, but only version 1 is known; use a newer KernelJ",
                "{\"anything\": 1} ~ $: unknown key 'anything'",
            })
    void foreignFilesAreRefused(String content, String message) throws IOException {
        assertRefused(content, message);
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        assertRefused(
                START + "\"weights\": " + "[".repeat(1_000_000),
                "$.weights[0][0][0]: must be a number, found an array");
        assertRefused("[".repeat(1_000_000), "$: must be an object {...}, found an array");
    }

    private void assertRefused(String content, String message) throws IOException {
        Path path = folder.resolve("k.json");
        Files.writeString(path, content);
        assertThatThrownBy(() -> KernelFiles.read(path))
                .isInstanceOf(IOException.class)
                .hasMessage(path + ": " + message);
    }

    @Test
    void errorsInTextNameTheFileRowAndColumn() throws IOException {
        Path path = folder.resolve("k.txt");
        Files.writeString(path, "1 2\n3 x");
        assertThatThrownBy(() -> KernelFiles.read(path))
                .isInstanceOf(IOException.class)
                .hasMessage(path + ": row 2, column 2: 'x' is not a number; write numbers such as 2, -1.5e-3 or 1/9");
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        Path missing = folder.resolve("missing.txt");
        assertThatThrownBy(() -> KernelFiles.read(missing))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("there is no kernel file " + missing);
        assertThatThrownBy(() -> KernelFiles.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " isn't a kernel file: it is a folder");
        for (String ending : List.of(".txt", ".json")) {
            Path binary = folder.resolve("image" + ending);
            Files.write(binary, new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
            assertThatThrownBy(() -> KernelFiles.read(binary))
                    .isInstanceOf(IOException.class)
                    .hasMessage(binary + " isn't a kernel file: it isn't text in UTF-8");
        }
    }

    @Test
    void giganticFilesAreRefusedUnread() throws IOException {
        Path path = folder.resolve("huge.txt");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(KernelFiles.MAX_BYTES + 1);
        }
        assertThatThrownBy(() -> KernelFiles.read(path))
                .isInstanceOf(IOException.class)
                .hasMessage(path + " is too large for a kernel file: 134217729 bytes; the most is 134217728");
    }

    @Test
    void textRefusesWhatItWouldLose() {
        Path path = folder.resolve("k.txt");
        String start = "k.txt: plain text holds the weights of one kernel only, and this ";
        String end = "; use a name that ends in .json";
        assertThatThrownBy(() -> KernelFiles.write(KernelBank.of(List.of(List.of(SOBEL, SOBEL))), path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(start + "is a bank of 3 x 3 kernels, 2 to 1 channels" + end);
        assertThatThrownBy(() -> KernelFiles.write(KernelBank.of(SOBEL.withAnchor(new Anchor(0, 1, 0))), path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(start + "one has its anchor at 0,1,0, not at the default 1,1,0" + end);
        assertThatThrownBy(() -> KernelFiles.write(KernelBank.of(SOBEL.withBias(0.5)), path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(start + "one has a bias of 0.5" + end);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        Path path = folder.resolve("k.json");
        Files.writeString(path, "old");
        assertThatThrownBy(() -> KernelFiles.write(KernelBank.of(SOBEL.withName("\uD800")), path))
                .isInstanceOf(IOException.class)
                .hasMessage("can't write " + path + ": name or provenance isn't valid Unicode");
        assertThat(path).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
        KernelFiles.write(KernelBank.of(SOBEL), path);
        assertThat(KernelFiles.read(path).single()).isEqualTo(SOBEL);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void whatCannotBeWrittenIsNamed() {
        Path path = folder.resolve("no folder").resolve("k.json");
        assertThatThrownBy(() -> KernelFiles.write(KernelBank.of(SOBEL), path))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("can't write " + path + ": there is no folder "
                        + path.toAbsolutePath().getParent());
        assertThatThrownBy(() -> KernelFiles.write(KernelBank.of(SOBEL), folder))
                .isInstanceOf(IOException.class)
                .hasMessage("can't write " + folder + ": it is a folder");
    }

    @Test
    void aRelativePathAndALinkWork() throws IOException {
        Path real = folder.resolve("real.json");
        KernelFiles.write(KernelBank.of(SOBEL), real);
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);
        KernelFiles.write(KernelBank.of(SOBEL.scaled(2)), link);
        assertThat(link).isSymbolicLink();
        assertThat(KernelFiles.read(real).single()).isEqualTo(SOBEL.scaled(2));
    }

    @Provide
    static Arbitrary<KernelBank> banks() {
        Arbitrary<Integer> extent = Arbitraries.integers().between(1, 3);
        return extent.list().ofSize(5).flatMap(n -> {
            Shape shape = new Shape(n.get(0), n.get(1), n.get(2));
            Arbitrary<Map<String, String>> provenance =
                    Arbitraries.maps(text(), text()).ofMaxSize(3).map(LinkedHashMap::new);
            Arbitrary<Float> weight =
                    Arbitraries.integers().map(Float::intBitsToFloat).filter(Float::isFinite);
            Arbitrary<Double> bias =
                    Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
            Arbitrary<Kernel> kernel = net.jqwik.api.Combinators.combine(
                            weight.array(float[].class).ofSize((int) shape.volume()), bias, text(), provenance)
                    .as((w, b, name, from) ->
                            Kernel.of(shape, w).withBias(b).withName(name).withProvenance(from));
            Arbitrary<Anchor> anchor = Arbitraries.integers()
                    .between(0, (int) shape.volume() - 1)
                    .map(i -> new Anchor(
                            i % shape.width(), i / shape.width() % shape.height(), i / shape.width() / shape.height()));
            return net.jqwik.api.Combinators.combine(
                            kernel.list().ofSize(n.get(3) * n.get(4)), anchor, text(), provenance)
                    .as((kernels, at, name, from) -> KernelBank.of(IntStream.range(0, n.get(3))
                                    .mapToObj(o -> kernels.subList(o * n.get(4), (o + 1) * n.get(4)).stream()
                                            .map(each -> each.withAnchor(at))
                                            .toList())
                                    .toList())
                            .withName(name)
                            .withProvenance(from));
        });
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .withChars("ab\"\\/{}<>&'\n\t \u0000\u00B5\u2028")
                .ofMaxLength(6);
    }
}
