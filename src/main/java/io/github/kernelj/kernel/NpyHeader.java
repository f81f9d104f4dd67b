package io.github.kernelj.kernel;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands in front of the numbers of a {@code .npy} file, versions 1 to 3: a Python dictionary with the numbers' type,
 * their order and the array's shape. Source: NumPy's {@code numpy.lib.format}.
 *
 * @param type {@code f4}, {@code f8}, or {@code i} or {@code u} with 1, 2, 4 or 8 bytes
 * @param order of the bytes of a number
 * @param fortran whether the first axis runs fastest, rather than the last
 * @param shape extents of the array, the slowest axis of C order first; their product is at most that of a kernel
 * @param length of the header, at which the numbers begin
 */
record NpyHeader(String type, ByteOrder order, boolean fortran, List<Integer> shape, int length) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** The bytes before the numbers are a multiple of this. */
    private static final int ALIGNMENT = 64;

    /** NumPy itself trusts headers up to 10 000 bytes. */
    private static final int LONGEST = 10_000;

    private static final Pattern ENTRY = Pattern.compile("\\s*['\"](\\w{1,40})['\"]\\s*:\\s*"
            + "('[^']{0,200}'|\"[^\"]{0,200}\"|True|False|\\([\\s\\d,L]{0,400}\\))\\s*(,|(?=\\}))");
    private static final Pattern RECORDS =
            Pattern.compile("\\{[^\\[\\]]{0,200}['\"]descr['\"]\\s*:\\s*\\[.*", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("([<>|=])(f4|f8|[iu][1248])");

    NpyHeader {
        shape = List.copyOf(shape);
    }

    /** Bytes of a number. */
    int itemSize() {
        return type.charAt(1) - '0';
    }

    /** How many numbers the array has. */
    int count() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** @throws IllegalArgumentException if it isn't the header of an array of numbers */
    static NpyHeader read(DataInputStream in) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        for (int i = 0; i < MAGIC.length; i++) {
            if (start.length < MAGIC.length + 2 || start[i] != MAGIC[i]) {
                throw new IllegalArgumentException("it isn't a .npy file: it doesn't begin as such files do");
            }
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3) {
            throw new IllegalArgumentException("it is a .npy file of version " + version + "; 1 to 3 are read");
        }
        try {
            long length = version == 1
                    ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
                    : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
            if (length > LONGEST) {
                throw new IllegalArgumentException(
                        "it has a header of " + length + " bytes; at most " + LONGEST + " are read");
            }
            byte[] header = new byte[(int) length];
            in.readFully(header);
            return parse(
                    new String(header, version < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8),
                    start.length + (version == 1 ? Short.BYTES : Integer.BYTES) + header.length);
        } catch (EOFException e) {
            throw new IllegalArgumentException("it is truncated: its header isn't complete", e);
        }
    }

    /** The file's beginning up to the numbers: version 1.0, little-endian 32-bit floats in C order. */
    static byte[] write(List<Integer> shape) {
        String tuple = shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ""))
                + (shape.size() == 1 ? ",)" : ")");
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': " + tuple + ", }";
        int before = MAGIC.length + 4;
        int total = (before + dictionary.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
        byte[] bytes = new byte[total];
        System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
        bytes[MAGIC.length] = 1;
        bytes[MAGIC.length + 2] = (byte) (total - before);
        bytes[MAGIC.length + 3] = (byte) (total - before >> Byte.SIZE);
        byte[] text = (dictionary + " ".repeat(total - before - dictionary.length() - 1) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, before, text.length);
        return bytes;
    }

    private static NpyHeader parse(String dictionary, int length) {
        Map<String, String> entries = entries(dictionary.strip());
        String descr = entries.get("descr");
        String fortran = entries.get("fortran_order");
        String shape = entries.get("shape");
        if (descr == null || fortran == null || shape == null || entries.size() != 3) {
            throw new IllegalArgumentException(
                    "it has a damaged header: it needs descr, fortran_order and shape, and has " + entries.keySet());
        }
        Matcher type = TYPE.matcher(descr.length() < 2 ? descr : descr.substring(1, descr.length() - 1));
        if (!type.matches()) {
            throw new IllegalArgumentException("it holds numbers of type " + descr
                    + "; float32, float64 and whole numbers are read: save array.astype('float32')");
        }
        boolean swapped = type.group(1).equals(">");
        return new NpyHeader(
                type.group(2),
                swapped ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                flag(fortran),
                extents(shape),
                length);
    }

    private static Map<String, String> entries(String dictionary) {
        Map<String, String> entries = new TreeMap<>();
        Matcher entry = ENTRY.matcher(dictionary);
        int at = 1;
        while (dictionary.startsWith("{")
                && entry.region(Math.min(at, dictionary.length()), dictionary.length())
                        .lookingAt()) {
            entries.put(entry.group(1), entry.group(2));
            at = entry.end();
        }
        if (RECORDS.matcher(dictionary).matches()) {
            throw new IllegalArgumentException(
                    "it holds records of several fields; save one field as an array of its own");
        }
        if (!dictionary.substring(Math.min(at, dictionary.length())).strip().equals("}")) {
            throw new IllegalArgumentException("it has a damaged header: it isn't the dictionary that NumPy writes");
        }
        return entries;
    }

    private static boolean flag(String text) {
        if (!text.equals("True") && !text.equals("False")) {
            throw new IllegalArgumentException("it has a damaged header: fortran_order is " + text);
        }
        return text.equals("True");
    }

    private static List<Integer> extents(String tuple) {
        List<Integer> extents = new ArrayList<>();
        long taps = 1;
        if (!tuple.startsWith("(")) {
            throw new IllegalArgumentException("it has a damaged header: shape is " + tuple);
        }
        for (String part : tuple.substring(1, tuple.length() - 1).split(",")) {
            String digits = part.strip().replaceFirst("L$", "");
            if (digits.isEmpty()) {
                continue;
            }
            // Nine digits and less fit into an int, and so does their product with what is allowed so far.
            int extent = digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
            taps *= extent;
            if (extent < 1 || taps > Kernel.MAX_TAPS) {
                throw new IllegalArgumentException("it is an array of shape " + tuple
                        + "; kernels have at least one number and at most " + Kernel.MAX_TAPS);
            }
            extents.add(extent);
        }
        return extents;
    }
}
