package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays that NumPy wrote (src/test/python/npy_files.py), our own, and damaged ones. */
class NpyFileTest {

    private static final Path NUMPYS = Path.of("src/test/resources/io/github/kernelj/kernel/npy");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plane-little-f4", "plane-big-f4", "plane-little-f8", "plane-big-f8", "plane-i1", "plane-u1",
                "plane-little-i2", "plane-big-i2", "plane-little-u2", "plane-big-u2", "plane-little-i4", "plane-big-i4",
                "plane-little-u4", "plane-big-u4", "plane-little-i8", "plane-big-i8", "plane-little-u8", "plane-big-u8",
                "version-1", "version-2", "version-3", "fortran-plane"
            })
    void readsEveryTypeOrderAndVersion(String name) throws IOException {
        KernelBank read = KernelFiles.read(NUMPYS.resolve(name + ".npy"));
        assertThat(read.single()).isEqualTo(Kernel.of(Shape.of(3, 2), 0, 1, 2, 3, 4, 5));
        assertThat(read.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "line, 4, 1, 1, 1, 1",
        "volume, 4, 3, 2, 1, 1",
        "fortran-volume, 4, 3, 2, 1, 1",
        "bank-of-planes, 5, 4, 1, 3, 2",
        "fortran-bank, 5, 4, 1, 3, 2",
        "bank-of-volumes, 2, 3, 2, 3, 2"
    })
    void axesAreDepthHeightWidthAfterOutputsAndInputs(
            String name, int width, int height, int depth, int inputs, int outputs) throws IOException {
        KernelBank bank = KernelFiles.read(NUMPYS.resolve(name + ".npy"));
        assertThat(bank.shape()).isEqualTo(new Shape(width, height, depth));
        assertThat(bank.inputs()).isEqualTo(inputs);
        assertThat(bank.outputs()).isEqualTo(outputs);
        assertThat(weights(bank)).containsExactly(counting(weights(bank).length));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "scalar ~ it is an array of 0 axes; a kernel has 1 to 3 (width; height, width; depth, height, width), a bank 4 or 5 (outputs, inputs and the kernel's)",
                "six-axes ~ it is an array of 6 axes; a kernel has 1 to 3 (width; height, width; depth, height, width), a bank 4 or 5 (outputs, inputs and the kernel's)",
                "empty ~ it is an array of shape (0, 3); kernels have at least one number and at most 67108864",
                "half ~ it holds numbers of type '<f2'; float32, float64 and whole numbers are read: save array.astype('float32')",
                "complex ~ it holds numbers of type '<c8'; float32, float64 and whole numbers are read: save array.astype('float32')",
                "records ~ it holds records of several fields; save one field as an array of its own",
                "not-finite ~ the kernel's weights must be finite numbers; plane 1, row 1, column 2 is NaN",
            })
    void whatIsNoKernelIsRefused(String name, String message) {
        Path file = NUMPYS.resolve(name + ".npy");
        assertThatThrownBy(() -> KernelFiles.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000, 1000000000), } ~ it is an array of shape (1000000000, 1000000000); kernels have at least one number and at most 67108864",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), } ~ it is an array of shape (99999999999999999999,); kernels have at least one number and at most 67108864",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (60000000,), } ~ it is truncated: 240000128 bytes belong to the array, and the file has 132",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (67108864, 1, 1, 1), } ~ it is a bank of 67108864 x 1 kernels; the most is 65536",
                "{'descr': '<f4', 'fortran_order': False, } ~ it has a damaged header: it needs descr, fortran_order and shape, and has [descr, fortran_order]",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': True} ~ it has a damaged header: it needs descr, fortran_order and shape, and has [descr, fortran_order, shape, x]",
                "{'descr': '<f4', 'fortran_order': (1,), 'shape': (1,)} ~ it has a damaged header: fortran_order is (1,)",
                "{'descr': '<f4', 'fortran_order': True, 'shape': True} ~ it has a damaged header: shape is True",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (1,) ~ it has a damaged header: it isn't the dictionary that NumPy writes",
                "__import__('os') ~ it has a damaged header: it isn't the dictionary that NumPy writes",
            })
    void hostileHeadersAreRefusedBeforeAnythingIsAllocated(String dictionary, String message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
        bytes.writeBytes((dictionary + " ".repeat(118 - dictionary.length())).getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[Float.BYTES]);
        assertRefused(bytes.toByteArray(), message);
    }

    @Test
    void cutOffForeignAndPaddedFilesAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(NUMPYS.resolve("version-2.npy"));
        assertRefused(Arrays.copyOf(whole, 3), "it isn't a .npy file: it doesn't begin as such files do");
        assertRefused(
                "a text, not an array".getBytes(StandardCharsets.US_ASCII),
                "it isn't a .npy file: it doesn't begin as such files do");
        assertRefused(Arrays.copyOf(whole, 10), "it is truncated: its header isn't complete");
        assertRefused(Arrays.copyOf(whole, 60), "it is truncated: its header isn't complete");
        assertRefused(
                Arrays.copyOf(whole, whole.length - 1),
                "it is truncated: 152 bytes belong to the array, and the file has 151");
        assertRefused(
                Arrays.copyOf(whole, whole.length + 1),
                "it has more than an array in it: 152 bytes belong to the array, and the file has 153");
        byte[] longHeader = whole.clone();
        longHeader[11] = 127;
        assertRefused(longHeader, "it has a header of 2130706548 bytes; at most 10000 are read");
        byte[] newer = whole.clone();
        newer[6] = 4;
        assertRefused(newer, "it is a .npy file of version 4; 1 to 3 are read");
    }

    @Test
    void whatIsWrittenComesBackBitForBit() throws IOException {
        Random random = new Random(5);
        Path file = folder.resolve("k.npy");
        for (int round = 0; round < 50; round++) {
            KernelBank bank = randomBank(random);
            KernelFiles.write(bank, file);
            assertThat(Files.size(file) % 64).isEqualTo(4L * weights(bank).length % 64);
            assertThat(KernelFiles.read(file)).isEqualTo(bank);
        }
    }

    @Test
    void singleKernelsAreWrittenWithTheAxesTheyHave() throws IOException {
        assertThat(header(Shape.of(3, 1))).contains("'shape': (3,), ");
        assertThat(header(Shape.of(1, 3))).contains("'shape': (3, 1), ");
        assertThat(header(new Shape(3, 1, 2))).contains("'shape': (2, 1, 3), ");
    }

    @Test
    void biasAndAnchorAreRefusedRatherThanLost() {
        Path file = folder.resolve("k.npy");
        Kernel kernel = Kernel.of(Shape.of(3, 1), 1, 2, 3);
        assertThatThrownBy(() -> KernelFiles.write(KernelBank.of(kernel.withBias(0.5)), file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k.npy: a .npy file holds the weights only, and this one has a bias of 0.5; use a name that"
                        + " ends in .json");
        assertThatThrownBy(() -> KernelFiles.write(KernelBank.of(kernel.withAnchor(new Anchor(0, 0, 0))), file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "k.npy: a .npy file holds the weights only, and this one has its anchor at 0,0,0, not at the"
                                + " default 1,0,0; use a name that ends in .json");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void unsignedWholeNumbersBeyondTheSignedOnesAreRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(NpyHeader.write(List.of(1)));
        byte[] file = new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1)
                .replace("<f4", "<u8")
                .concat("\u00ff".repeat(8))
                .getBytes(StandardCharsets.ISO_8859_1);
        Path path = folder.resolve("large.npy");
        Files.write(path, file);
        assertThat(KernelFiles.read(path).single().weight(0, 0, 0)).isEqualTo(0x1p64f);
    }

    /** Headers and numbers with bytes changed, dropped and repeated: read, or refused with a reason. */
    @Test
    void spoiltFilesAreReadOrRefused() throws IOException {
        Random random = new Random(7);
        List<byte[]> seeds = List.of(
                Files.readAllBytes(NUMPYS.resolve("version-3.npy")),
                Files.readAllBytes(NUMPYS.resolve("bank-of-planes.npy")),
                Files.readAllBytes(NUMPYS.resolve("fortran-volume.npy")));
        Path path = folder.resolve("spoilt.npy");
        int read = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(Math.min(bytes.length, 110))] = (byte)
                        (random.nextBoolean()
                                ? "0123456789(),'{}: TFL<>fiu".charAt(random.nextInt(26))
                                : random.nextInt());
            }
            Files.write(path, random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
            try {
                KernelFiles.read(path);
                read++;
            } catch (IOException e) {
                assertThat(e.getMessage()).startsWith(path.toString());
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void numpyReadsWhatIsWrittenAndWritesItBack() throws IOException, InterruptedException {
        assumeTrue(runs("import numpy"), "python3 with NumPy isn't installed");
        Random random = new Random(9);
        KernelBank bank = randomBank(random);
        KernelFiles.write(bank, folder.resolve("ours.npy"));
        assertThat(runs("import numpy as n; a = n.load('" + folder.resolve("ours.npy")
                        + "'); assert a.dtype == n.float32 and a.flags['C_CONTIGUOUS']; n.save('"
                        + folder.resolve("theirs.npy") + "', n.asfortranarray(a.astype('>f8')))"))
                .isTrue();
        assertThat(KernelFiles.read(folder.resolve("theirs.npy"))).isEqualTo(bank);
    }

    private void assertRefused(byte[] content, String message) throws IOException {
        Path path = folder.resolve("k.npy");
        Files.write(path, content);
        assertThatThrownBy(() -> KernelFiles.read(path))
                .isInstanceOf(IOException.class)
                .hasMessage(path + ": " + message);
    }

    private String header(Shape shape) throws IOException {
        Path path = folder.resolve("k.npy");
        KernelFiles.write(KernelBank.of(Kernel.of(shape, counting((int) shape.volume()))), path);
        return Files.readString(path, StandardCharsets.ISO_8859_1);
    }

    private static boolean runs(String python) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("python3", "-c", python)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static KernelBank randomBank(Random random) {
        Shape shape = new Shape(1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(3));
        int inputs = 1 + random.nextInt(3);
        return KernelBank.of(IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(output -> IntStream.range(0, inputs)
                        .mapToObj(input -> {
                            float[] weights = new float[(int) shape.volume()];
                            for (int i = 0; i < weights.length; i++) {
                                weights[i] = (float) random.nextGaussian();
                            }
                            return Kernel.of(shape, weights);
                        })
                        .toList())
                .toList());
    }

    private static float[] weights(KernelBank bank) {
        float[] all = new float[0];
        for (int output = 0; output < bank.outputs(); output++) {
            for (int input = 0; input < bank.inputs(); input++) {
                float[] some = bank.kernel(output, input).weights();
                all = Arrays.copyOf(all, all.length + some.length);
                System.arraycopy(some, 0, all, all.length - some.length, some.length);
            }
        }
        return all;
    }

    private static float[] counting(int count) {
        float[] counting = new float[count];
        for (int i = 0; i < count; i++) {
            counting[i] = i;
        }
        return counting;
    }
}
