package io.github.kernelj.image;

import java.io.IOException;
import java.io.InputStream;

/**
 * What stands before the pixels of a PBM, PGM, PPM, PAM or PFM file.
 *
 * @param format the letter behind the P: {@code 1} to {@code 6}, {@code 7} for PAM, {@code F} and {@code f} for PFM
 * @param channels values of each pixel
 * @param max the largest value; 1 for black and white
 * @param littleEndian of floats
 * @param offset of the first pixel in the file
 */
record PnmHeader(char format, int width, int height, int channels, int max, boolean littleEndian, long offset) {

    private static final int LONGEST_WORD = 70;

    /**
     * Reads the header and leaves the stream at the first pixel.
     *
     * @throws IOException if there is no such header, giving the reason only
     */
    static PnmHeader read(InputStream in) throws IOException {
        Words words = new Words(in);
        char format = words.next().charAt(1);
        if (format == '7') {
            return readPam(words);
        }
        int width = words.number();
        int height = words.number();
        Room.requirePlane(width, height);
        int channels = "36F".indexOf(format) >= 0 ? 3 : 1;
        if (format == 'F' || format == 'f') {
            boolean littleEndian = words.next().startsWith("-");
            return new PnmHeader(format, width, height, channels, 0, littleEndian, words.position);
        }
        int max = format == '1' || format == '4' ? 1 : words.number();
        return new PnmHeader(format, width, height, channels, max, false, words.position).checked();
    }

    private static PnmHeader readPam(Words words) throws IOException {
        int width = 0;
        int height = 0;
        int channels = 0;
        int max = 0;
        for (String word = words.next(); !word.equals("ENDHDR"); word = words.next()) {
            switch (word) {
                case "WIDTH" -> width = words.number();
                case "HEIGHT" -> height = words.number();
                case "DEPTH" -> channels = words.number();
                case "MAXVAL" -> max = words.number();
                default -> words.next();
            }
        }
        return new PnmHeader('7', width, height, channels, max, false, words.position).checked();
    }

    private PnmHeader checked() throws IOException {
        Room.requirePlane(width, height);
        if (channels < 1 || channels > 1000 || max < 1 || max > 65535) {
            throw new IOException("it is damaged: its header tells of " + channels + " channels up to " + max);
        }
        return this;
    }

    boolean isText() {
        return format >= '1' && format <= '3';
    }

    boolean isFloat() {
        return format == 'F' || format == 'f';
    }

    /** Bits of each value in a binary file; 1 only of PBM. */
    int bits() {
        return isFloat() ? 32 : format == '4' ? 1 : max > 255 ? 16 : 8;
    }

    long bytesPerRow() {
        return ((long) width * channels * bits() + 7) / 8;
    }

    /** How long the file must be, at least; numbers as text take a digit and a blank, bits nothing but the digit. */
    long leastBytes() {
        long values = (long) width * height * channels;
        return offset + (format == '1' ? values : isText() ? 2 * values - 1 : bytesPerRow() * height);
    }

    /** Words separated by blanks; a comment runs from {@code #} to the end of its line. */
    static final class Words {

        private final InputStream in;
        private long position;

        Words(InputStream in) {
            this.in = in;
        }

        /** The next word; the blank behind it is read too, and no more. */
        String next() throws IOException {
            int c = read();
            while (c <= ' ' || c == '#') {
                c = c == '#' ? toLineEnd() : read();
            }
            StringBuilder word = new StringBuilder();
            while (c > ' ') {
                word.append((char) c);
                if (word.length() > LONGEST_WORD) {
                    throw new IOException("it is damaged: its header isn't text");
                }
                c = in.read();
                position++;
            }
            return word.toString();
        }

        int number() throws IOException {
            String word = next();
            try {
                return Integer.parseInt(word);
            } catch (NumberFormatException e) {
                throw new IOException("it is damaged: '" + word + "' stands where a whole number below 2^31 is due", e);
            }
        }

        private int toLineEnd() throws IOException {
            int c = read();
            while (c != '\n' && c != '\r') {
                c = read();
            }
            return c;
        }

        private int read() throws IOException {
            int c = in.read();
            position++;
            if (c < 0) {
                throw new IOException("it is truncated: it ends within its header or its numbers");
            }
            return c;
        }
    }
}
