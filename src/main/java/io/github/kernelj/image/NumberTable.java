package io.github.kernelj.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.PlaneSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Images as text: a line for each row, numbers separated by commas, semicolons, tabs or blanks, an empty line between
 * planes, lines that start with # skipped. Read as 32-bit; written with as many digits as give every float back.
 */
final class NumberTable {

    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;]\\s*|\\s+");
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|NaN|Infinity|inf)", Pattern.CASE_INSENSITIVE);

    private final List<float[]> planes = new ArrayList<>();
    private final List<float[]> rows = new ArrayList<>();
    private int width = -1;
    private int height = -1;
    private int line;

    private NumberTable() {}

    /** @throws IOException naming line, column and token where a number is missing or rows differ in length */
    static ImagePlus open(Path file) throws IOException {
        NumberTable table = new NumberTable();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                table.line++;
                table.add(table.line == 1 && text.startsWith("\ufeff") ? text.substring(1) : text);
            }
        } catch (CharacterCodingException e) {
            throw new IOException("it isn't a text file", e);
        }
        table.endPlane();
        return table.image(file.getFileName().toString());
    }

    /**
     * Writes all planes in calibrated units, in the order of the stack.
     *
     * @param image neither RGB nor 8-bit colour, of one channel
     */
    static void write(ImagePlus image, OutputStream out) throws IOException {
        ImageVolumes volumes = ImageVolumes.of(image, Axes.Stack.SLICES, Selection.ALL);
        Writer writer = new OutputStreamWriter(out, StandardCharsets.US_ASCII);
        for (int position = 0; position < volumes.positions(); position++) {
            PlaneSource source = volumes.source(0, position);
            for (int z = 0; z < source.shape().depth(); z++) {
                if (position > 0 || z > 0) {
                    writer.write('\n');
                }
                writePlane(source.plane(z), source.shape().width(), writer);
            }
        }
        writer.flush();
    }

    private static void writePlane(float[] plane, int width, Writer writer) throws IOException {
        for (int i = 0; i < plane.length; i++) {
            String number = Float.toString(plane[i]);
            writer.write(number.endsWith(".0") ? number.substring(0, number.length() - 2) : number);
            writer.write((i + 1) % width == 0 ? '\n' : ',');
        }
    }

    private void add(String text) throws IOException {
        String row = text.strip();
        if (row.startsWith("#")) {
            return;
        }
        if (row.isEmpty()) {
            endPlane();
            return;
        }
        if (row.indexOf(';') >= 0 && row.indexOf(',') >= 0) {
            throw new IOException(
                    place() + ": has both ';' and ',', so that ',' could be a decimal comma; write decimal "
                            + "points, and one kind of separator");
        }
        String[] tokens = SEPARATOR.split(row, -1);
        if (width < 0) {
            width = tokens.length;
        }
        if (tokens.length != width) {
            throw new IOException(place() + ": has " + tokens.length + " numbers, the rows before it have " + width);
        }
        float[] numbers = new float[width];
        for (int column = 0; column < width; column++) {
            numbers[column] = number(tokens[column], column);
        }
        rows.add(numbers);
    }

    private float number(String token, int column) throws IOException {
        if (!NUMBER.matcher(token).matches()) {
            throw new IOException(place() + ", column " + (column + 1) + ": "
                    + (token.isEmpty() ? "there is no number" : "'" + token + "' isn't a number"));
        }
        String lower = token.toLowerCase(Locale.ROOT);
        if (lower.endsWith("nan")) {
            return Float.NaN;
        }
        if (lower.contains("inf")) {
            return lower.startsWith("-") ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
        }
        return Float.parseFloat(token);
    }

    private void endPlane() throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        if (height >= 0 && rows.size() != height) {
            throw new IOException("plane " + (planes.size() + 1) + ", which ends at line " + line + ", has "
                    + rows.size() + " rows, the planes before it have " + height);
        }
        height = rows.size();
        float[] plane = new float[Math.multiplyExact(width, height)];
        for (int y = 0; y < height; y++) {
            System.arraycopy(rows.get(y), 0, plane, y * width, width);
        }
        planes.add(plane);
        rows.clear();
    }

    private ImagePlus image(String title) throws IOException {
        if (planes.isEmpty()) {
            throw new IOException("it holds no numbers");
        }
        if (planes.size() == 1) {
            return new ImagePlus(title, new FloatProcessor(width, height, planes.get(0)));
        }
        ImageStack stack = new ImageStack(width, height);
        planes.forEach(plane -> stack.addSlice(null, plane));
        return new ImagePlus(title, stack);
    }

    private String place() {
        return "line " + line + " (plane " + (planes.size() + 1) + ", row " + (rows.size() + 1) + ")";
    }
}
