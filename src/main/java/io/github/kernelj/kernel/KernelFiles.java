package io.github.kernelj.kernel;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Kernel files, told by their endings:
 *
 * <pre>
 * .json   everything a kernel or a bank of kernels holds
 * .npy    weights of a kernel or a bank as NumPy keeps arrays: (depth, height, width) as far as they are there, of a bank
 *         (outputs, inputs, ...) in the order of PyTorch's Conv2d.weight and Conv3d.weight; written as 32-bit floats
 * .onnx   an ONNX model of one Conv node with bias and pads for extent=same border=constant; written only
 * other   plain text as {@link KernelText} and ImageJ's Convolve have it, the weights of one kernel; {@code .txt},
 *         {@code .kernel}
 * </pre>
 *
 * Weights come back bit for bit. {@code .tif} isn't for this class, see {@link KernelImages}.
 */
public final class KernelFiles {

    /** Largest file read or written: 128 MiB, room for ten million weights; a reader of more would run out of memory. */
    public static final long MAX_BYTES = 1L << 27;

    private KernelFiles() {}

    /** The usual endings of files that are read, with their dots, the one that holds everything first. */
    public static List<String> endings() {
        return List.of(".json", ".npy", ".txt", ".kernel", ".tif", ".tiff");
    }

    /** Whether a file's name is that of a TIFF image. */
    public static boolean isTiff(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".tif") || name.endsWith(".tiff");
    }

    /** Whether a file of this name, other than TIFF, can hold several kernels. */
    public static boolean holdsBanks(Path path) {
        return KernelFormat.of(path).holdsBanks();
    }

    /** Whether a file of this name, other than TIFF, can hold a bias, and an anchor that isn't k / 2. */
    public static boolean holdsBiasAndAnchor(Path path) {
        return KernelFormat.of(path).holdsBiasAndAnchor();
    }

    /**
     * The bank of kernels in a file; one kernel is a bank of 1 x 1. What isn't JSON is named after the file.
     *
     * @throws IOException if the file is missing, larger than {@link #MAX_BYTES}, or isn't a kernel file; the message
     *     names the file, and row and column or the JSON path
     */
    public static KernelBank read(Path path) throws IOException {
        requireReadable(path);
        try {
            return switch (KernelFormat.of(path)) {
                case JSON -> readJson(path);
                case NPY -> readNpy(path).withName(stem(path));
                case ONNX ->
                    throw new IOException(
                            path + " can't be read: ONNX models are written only; keep the kernel as .json besides");
                case TEXT ->
                    KernelBank.of(KernelText.parse(Files.readString(path))).withName(stem(path));
            };
        } catch (CharacterCodingException e) {
            throw new IOException(path + " isn't a kernel file: it isn't text in UTF-8", e);
        } catch (FileSystemException e) {
            throw new IOException("can't read the kernel file " + path + ": " + AtomicFile.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes a bank of kernels; the same bank always becomes the same bytes. A file that exists is replaced in one step, so
     * that nobody sees half of it; if anything fails the old one stays.
     *
     * @throws IllegalArgumentException if the file's kind can't hold it: several kernels, a bias, or an anchor that isn't
     *     k / 2
     * @throws IOException if the folder is missing or can't be written to; the message names the file
     */
    public static void write(KernelBank bank, Path path) throws IOException {
        KernelFormat format = KernelFormat.of(path);
        requireHeld(bank, path, format);
        switch (format) {
            case JSON -> replace(path, writer -> new KernelJsonWriter(writer).write(bank));
            case NPY -> AtomicFile.write(path, out -> NpyFile.write(bank, out));
            case ONNX -> AtomicFile.write(path, out -> OnnxFile.write(bank, out));
            case TEXT ->
                replace(
                        path,
                        writer ->
                                writer.append(KernelText.format(bank.single())).append('\n'));
        }
    }

    private static KernelBank readJson(Path path) throws IOException {
        try (Reader reader = Files.newBufferedReader(path)) {
            return new KernelJsonReader(reader).read();
        }
    }

    private static KernelBank readNpy(Path path) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return NpyFile.read(in, Files.size(path));
        }
    }

    private static void requireReadable(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new FileNotFoundException("there is no kernel file " + path);
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + " isn't a kernel file: "
                    + (Files.isDirectory(path) ? "it is a folder" : "it isn't a regular file"));
        }
        long bytes = Files.size(path);
        if (bytes > MAX_BYTES) {
            throw new IOException(
                    path + " is too large for a kernel file: " + bytes + " bytes; the most is " + MAX_BYTES);
        }
    }

    private static void requireHeld(KernelBank bank, Path path, KernelFormat format) {
        String kind = format == KernelFormat.NPY ? "a .npy file" : "plain text";
        String hint = path.getFileName() + ": " + kind + " holds the weights"
                + (format.holdsBanks() ? "" : " of one kernel") + " only, and this ";
        if (!bank.isSingle() && !format.holdsBanks()) {
            throw new IllegalArgumentException(hint + "is a " + bank + "; use a name that ends in .json");
        }
        if (format.holdsBiasAndAnchor()) {
            return;
        }
        Anchor centre = Anchor.centreOf(bank.shape());
        if (!bank.anchor().equals(centre)) {
            throw new IllegalArgumentException(hint + "one has its anchor at " + bank.anchor() + ", not at the default "
                    + centre + "; use a name that ends in .json");
        }
        for (int output = 0; output < bank.outputs(); output++) {
            if (bank.bias(output) != 0) {
                throw new IllegalArgumentException(hint + "one has a bias of " + Numbers.shortest(bank.bias(output))
                        + "; use a name that ends in .json");
            }
        }
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(Writer writer) throws IOException;
    }

    private static void replace(Path path, Content content) throws IOException {
        AtomicFile.write(path, out -> {
            // Encoded strictly: a Writer made of a charset would write '?' for what isn't Unicode.
            try (Writer writer = new OutputStreamWriter(new Limited(out), StandardCharsets.UTF_8.newEncoder())) {
                content.writeTo(writer);
            } catch (CharacterCodingException e) {
                throw new IOException("name or provenance isn't valid Unicode", e);
            }
        });
    }

    /** Refuses what could not be read again. */
    private static final class Limited extends FilterOutputStream {

        private long bytes;

        Limited(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            count(1);
            out.write(b);
        }

        @Override
        public void write(byte[] b, int from, int length) throws IOException {
            count(length);
            out.write(b, from, length);
        }

        private void count(int more) throws IOException {
            bytes += more;
            if (bytes > MAX_BYTES) {
                throw new IOException("it is too large for a kernel file; the most is " + MAX_BYTES + " bytes");
            }
        }
    }

    private static String stem(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
