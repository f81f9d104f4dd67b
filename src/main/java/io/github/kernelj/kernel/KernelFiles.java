package io.github.kernelj.kernel;

import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
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
 * Kernel files: {@code .json} holds everything a kernel or a bank of kernels holds; any other ending, such as
 * {@code .txt} or {@code .kernel}, is plain text as {@link KernelText} and ImageJ's Convolve have it, with the weights of
 * one kernel only. Both are UTF-8, and weights come back bit for bit.
 */
public final class KernelFiles {

    /** Largest file read or written: 128 MiB, room for ten million weights; a reader of more would run out of memory. */
    public static final long MAX_BYTES = 1L << 27;

    private static final String JSON = ".json";

    private KernelFiles() {}

    /** The usual endings, with their dots, the one that holds everything first. */
    public static List<String> endings() {
        return List.of(JSON, ".txt", ".kernel");
    }

    /**
     * The bank of kernels in a file; one kernel is a bank of 1 x 1. A kernel read from plain text is named after the file.
     *
     * @throws IOException if the file is missing, larger than {@link #MAX_BYTES}, or isn't a kernel file; the message
     *     names the file, and row and column or the JSON path
     */
    public static KernelBank read(Path path) throws IOException {
        requireReadable(path);
        try {
            if (isJson(path)) {
                try (Reader reader = Files.newBufferedReader(path)) {
                    return new KernelJsonReader(reader).read();
                }
            }
            return KernelBank.of(KernelText.parse(Files.readString(path)).withName(stem(path)));
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
     * @throws IllegalArgumentException if plain text can't hold it: several kernels, a bias, or an anchor that isn't k / 2
     * @throws IOException if the folder is missing or can't be written to; the message names the file
     */
    public static void write(KernelBank bank, Path path) throws IOException {
        if (isJson(path)) {
            replace(path, writer -> new KernelJsonWriter(writer).write(bank));
        } else {
            requirePlain(bank, path);
            replace(
                    path,
                    writer -> writer.append(KernelText.format(bank.single())).append('\n'));
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

    private static void requirePlain(KernelBank bank, Path path) {
        String hint = path.getFileName() + ": plain text holds the weights of one kernel only, and this ";
        if (!bank.isSingle()) {
            throw new IllegalArgumentException(hint + "is a " + bank + "; use a name that ends in .json");
        }
        Anchor centre = Anchor.centreOf(bank.shape());
        if (!bank.anchor().equals(centre)) {
            throw new IllegalArgumentException(hint + "one has its anchor at " + bank.anchor() + ", not at the default "
                    + centre + "; use a name that ends in .json");
        }
        if (bank.bias(0) != 0) {
            throw new IllegalArgumentException(
                    hint + "one has a bias of " + Numbers.shortest(bank.bias(0)) + "; use a name that ends in .json");
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

    private static boolean isJson(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(JSON);
    }

    private static String stem(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
