package io.github.kernelj.image;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PBM, PGM, PPM, PAM and PFM files. Values stay as they are stored: 12 bits aren't stretched to 16, as other readers do.
 * Black and white become 0 and 255.
 */
final class PnmFiles {

    private PnmFiles() {}

    /** @throws IOException if the file is truncated or damaged, giving the reason only */
    static ImagePlus open(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            PnmHeader header = PnmHeader.read(in);
            if (Files.size(file) < header.leastBytes()) {
                throw new IOException("it is truncated: it needs at least " + header.leastBytes() + " bytes and has "
                        + Files.size(file));
            }
            Room.requireMemory(header.width(), header.height(), 4.0 * header.channels());
            return toImage(file.getFileName().toString(), header, planes(header, in));
        }
    }

    private static List<Object> planes(PnmHeader header, InputStream in) throws IOException {
        int pixels = header.width() * header.height();
        List<Object> planes = new ArrayList<>();
        for (int c = 0; c < header.channels(); c++) {
            planes.add(
                    header.isFloat() ? new float[pixels] : header.max() > 255 ? new short[pixels] : new byte[pixels]);
        }
        PnmHeader.Words words = new PnmHeader.Words(in);
        for (int y = 0; y < header.height(); y++) {
            ByteBuffer row = header.isText() ? null : row(header, in);
            // Floats start with the lowest row.
            int first = (header.isFloat() ? header.height() - 1 - y : y) * header.width();
            for (int i = 0; i < header.width() * header.channels(); i++) {
                Object plane = planes.get(i % header.channels());
                int at = first + i / header.channels();
                if (header.isFloat()) {
                    ((float[]) plane)[at] = row.getFloat();
                } else {
                    set(plane, at, header, row == null ? text(header, words, in) : binary(header, row, i));
                }
            }
        }
        return planes;
    }

    private static ByteBuffer row(PnmHeader header, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(Math.toIntExact(header.bytesPerRow()));
        if (bytes.length < header.bytesPerRow()) {
            throw new EOFException("it is truncated");
        }
        return ByteBuffer.wrap(bytes).order(header.littleEndian() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    private static int binary(PnmHeader header, ByteBuffer row, int i) {
        return switch (header.bits()) {
            case 1 -> row.get(i / 8) >> (7 - i % 8) & 1;
            case 8 -> row.get() & 0xff;
            default -> row.getShort() & 0xffff;
        };
    }

    /** Black and white needs no blanks between its digits. */
    private static int text(PnmHeader header, PnmHeader.Words words, InputStream in) throws IOException {
        if (header.format() != '1') {
            return words.number();
        }
        int c = in.read();
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            c = in.read();
        }
        if (c < 0) {
            throw new EOFException("it is truncated");
        }
        return c - '0';
    }

    private static void set(Object plane, int at, PnmHeader header, int value) throws IOException {
        if (value < 0 || value > header.max()) {
            throw new IOException("it is damaged: the value " + value + " lies outside 0 to " + header.max());
        }
        if (plane instanceof short[] shorts) {
            shorts[at] = (short) value;
        } else {
            // In black and white, 1 is black.
            boolean bilevel = header.format() == '1' || header.format() == '4';
            ((byte[]) plane)[at] = (byte) (bilevel ? 255 * (1 - value) : value);
        }
    }

    private static ImagePlus toImage(String title, PnmHeader header, List<Object> planes) {
        if (planes.size() == 3 && planes.get(0) instanceof byte[] red) {
            ColorProcessor colours = new ColorProcessor(header.width(), header.height());
            colours.setRGB(red, (byte[]) planes.get(1), (byte[]) planes.get(2));
            return new ImagePlus(title, colours);
        }
        return new Bands(header.width(), header.height(), false, planes).toImage(title);
    }

    /**
     * Writes a gray or RGB plane: PGM, PPM, or PFM for 32 bits.
     *
     * @param plane of 8, 16, 24 or 32 bits
     */
    static void write(ImageProcessor plane, OutputStream out) throws IOException {
        int bits = plane.getBitDepth();
        String head = (bits == 32 ? "Pf" : bits == 24 ? "P6" : "P5") + "\n" + plane.getWidth() + " " + plane.getHeight()
                + "\n" + (bits == 32 ? "-1.0" : bits == 16 ? "65535" : "255") + "\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        int width = plane.getWidth();
        ByteBuffer row = ByteBuffer.allocate(width * bits / 8)
                .order(bits == 32 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        for (int y = 0; y < plane.getHeight(); y++) {
            int first = (bits == 32 ? plane.getHeight() - 1 - y : y) * width;
            row.clear();
            for (int i = first; i < first + width; i++) {
                switch (bits) {
                    case 8 -> row.put((byte) plane.get(i));
                    case 16 -> row.putShort((short) plane.get(i));
                    case 24 ->
                        row.put((byte) (plane.get(i) >> 16))
                                .put((byte) (plane.get(i) >> 8))
                                .put((byte) plane.get(i));
                    default -> row.putFloat(plane.getf(i));
                }
            }
            out.write(row.array());
        }
    }
}
