package io.github.kernelj.task;

import ij.process.ColorProcessor;
import io.github.kernelj.image.Pngs;
import io.github.kernelj.kernel.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * A self-contained static page with text, tables and pictures: one file that can be mailed, opened without a network
 * and read on a telephone, in light and dark. Every text that is handed in is escaped.
 *
 * <p>A builder: the methods add to the page from top to bottom and return it. For one thread.
 */
public final class HtmlPage {

    /** Pictures of a page up to so many bytes, as PNG, are embedded; beyond they lie as files beside it. */
    static final long MOST_EMBEDDED = 5_000_000 / 4 * 3; // base64 makes four bytes of three

    private final String title;
    private final List<Function<List<String>, String>> parts = new ArrayList<>();
    private final List<byte[]> pictures = new ArrayList<>();

    /** @throws IllegalArgumentException if the title is blank */
    public HtmlPage(String title) {
        if (title.isBlank()) {
            throw new IllegalArgumentException("a page needs a title");
        }
        this.title = title;
    }

    /**
     * A picture with its words.
     *
     * @param picture shown in its own size, or narrower where the page is
     * @param alt what is to be seen, for those who don't see it; not blank
     * @param caption below the picture; may be empty
     */
    public record Figure(ColorProcessor picture, String alt, String caption) {

        /** @throws IllegalArgumentException if there is no alternative text */
        public Figure {
            if (alt.isBlank()) {
                throw new IllegalArgumentException("a figure needs an alternative text that tells what is to be seen");
            }
        }
    }

    public HtmlPage heading(String text) {
        return add("<h2>" + escape(text) + "</h2>\n");
    }

    public HtmlPage paragraph(String text) {
        return add("<p>" + escape(text) + "</p>\n");
    }

    /** Text that keeps its lines and blanks, such as a macro or a kernel. */
    public HtmlPage code(String text) {
        return add("<pre tabindex=\"0\"><code>" + escape(text) + "</code></pre>\n");
    }

    /**
     * A table; columns of numbers are set flush right.
     *
     * @param caption above the table; may be empty
     * @param header one word or more for each column
     * @param rows of as many cells as the header has
     * @throws IllegalArgumentException if a row has another length
     */
    public HtmlPage table(String caption, List<String> header, List<List<String>> rows) {
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(
                        "the table has " + header.size() + " columns, but a row has " + row.size() + " cells: " + row);
            }
        }
        boolean[] numbers = new boolean[header.size()];
        for (int i = 0; i < numbers.length; i++) {
            int column = i;
            numbers[i] = !rows.isEmpty() && rows.stream().allMatch(row -> isNumber(row.get(column)));
        }
        StringBuilder table = new StringBuilder("<div class=\"wide\" tabindex=\"0\">\n<table>\n");
        if (!caption.isBlank()) {
            table.append("<caption>" + escape(caption) + "</caption>\n");
        }
        table.append("<thead>" + tableRow("th scope=\"col\"", header, numbers) + "</thead>\n<tbody>\n");
        rows.forEach(row -> table.append(tableRow("td", row, numbers)));
        return add(table.append("</tbody>\n</table>\n</div>\n").toString());
    }

    private static String tableRow(String tag, List<String> cells, boolean[] numbers) {
        StringBuilder row = new StringBuilder("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            String number = numbers[i] ? " class=\"number\"" : "";
            row.append("<" + tag + number + ">" + escape(cells.get(i)) + "</" + tag.substring(0, 2) + ">");
        }
        return row.append("</tr>\n").toString();
    }

    public HtmlPage figure(Figure figure) {
        int number = remember(figure);
        parts.add(addresses -> html(figure, addresses.get(number)));
        return this;
    }

    /** Two figures beside each other, before and after; one below the other where the page is narrow. */
    public HtmlPage pair(Figure before, Figure after) {
        return row(List.of(before, after));
    }

    /** Figures beside each other as far as the page is wide. */
    public HtmlPage row(List<Figure> figures) {
        List<Integer> numbers = figures.stream().map(this::remember).toList();
        parts.add(addresses -> {
            StringBuilder row = new StringBuilder("<div class=\"row\">\n");
            for (int i = 0; i < numbers.size(); i++) {
                row.append(html(figures.get(i), addresses.get(numbers.get(i))));
            }
            return row.append("</div>\n").toString();
        });
        return this;
    }

    /**
     * Writes the page, and beside it the pictures if they are too much to be mailed in one file. Each file appears whole
     * or not at all, the page last.
     *
     * @param file the page; its folder is made if there is none; an older page is replaced
     * @throws IOException naming the file, if it can't be written
     */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        long size = pictures.stream().mapToLong(picture -> picture.length).sum();
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            if (size <= MOST_EMBEDDED) {
                addresses.add("data:image/png;base64," + Base64.getEncoder().encodeToString(pictures.get(i)));
            } else {
                String name = file.getFileName().toString().replaceFirst("\\.html?$", "") + "-" + (i + 1) + ".png";
                write(file.resolveSibling(name), pictures.get(i));
                addresses.add(urlPath(name));
            }
        }
        write(file, render(addresses).getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] content) throws IOException {
        AtomicFile.write(file, out -> out.write(content));
    }

    private String render(List<String> addresses) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n"
                + "<title>" + escape(title) + "</title>\n<style>\n" + style()
                + "</style>\n</head>\n<body>\n<main>\n<h1>"
                + escape(title) + "</h1>\n");
        parts.forEach(part -> page.append(part.apply(addresses)));
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private HtmlPage add(String html) {
        parts.add(addresses -> html);
        return this;
    }

    private int remember(Figure figure) {
        pictures.add(Pngs.encode(figure.picture()));
        return pictures.size() - 1;
    }

    private static String html(Figure figure, String address) {
        String caption =
                figure.caption().isBlank() ? "" : "<figcaption>" + escape(figure.caption()) + "</figcaption>\n";
        return "<figure>\n<img src=\"" + address + "\" alt=\"" + escape(figure.alt()) + "\" width=\""
                + figure.picture().getWidth() + "\" height=\""
                + figure.picture().getHeight() + "\">\n" + caption
                + "</figure>\n";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A number, with a unit or without, or nothing. */
    private static boolean isNumber(String cell) {
        String number = "[-−+]?(\\d[\\d,]*\\.?\\d*|\\.\\d+)([eE][-−+]?\\d+)?( ?[%°\\p{L}][\\p{L}²³/]{0,5})?";
        return cell.isBlank() || cell.matches(number + "|NaN|[-−]?∞");
    }

    /** Percent-encoded, so that a name with blanks, quotes or other letters is an address. */
    private static String urlPath(String name) {
        StringBuilder path = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b == '-'
                    || b == '.'
                    || b == '_'
                    || b >= '0' && b <= '9'
                    || b >= 'A' && b <= 'Z'
                    || b >= 'a' && b <= 'z';
            path.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return path.toString();
    }

    private static String style() {
        try (InputStream css = HtmlPage.class.getResourceAsStream("page.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's style can't be read from the jar", e);
        }
    }
}
