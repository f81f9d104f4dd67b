package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.process.ColorProcessor;
import io.github.kernelj.task.HtmlPage.Figure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {

    @TempDir
    Path folder;

    @Test
    void a_page_declares_its_language_charset_and_width_and_its_elements_match() throws IOException {
        String page = written(everything());
        assertThat(page)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")
                .contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .contains("prefers-color-scheme: dark")
                .endsWith("</html>\n");
        assertElementsMatch(page);
    }

    @Test
    void texts_are_escaped_wherever_they_stand() throws IOException {
        String bad = "<b>\"R&D\"</b> 'x'";
        String page = written(new HtmlPage(bad)
                .heading(bad)
                .paragraph(bad)
                .code(bad)
                .table(bad, List.of(bad), List.of(List.of(bad)))
                .figure(new Figure(picture(2, 2), bad, bad)));
        assertThat(page).doesNotContain("<b>").doesNotContain("\"R&D");
        assertThat(page.split("&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt; &#39;x&#39;", -1))
                .hasSize(11);
        assertElementsMatch(page);
    }

    @Test
    void pictures_are_embedded_with_their_size_and_alternative_text() throws IOException {
        String page = written(new HtmlPage("t").figure(new Figure(picture(30, 20), "a red square", "red")));
        assertThat(page)
                .contains("alt=\"a red square\" width=\"30\" height=\"20\"")
                .contains("<figcaption>red</figcaption>");
        byte[] png = Base64.getDecoder().decode(addresses(page).get(0).substring("data:image/png;base64,".length()));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(30);
        assertThat(files()).containsExactly("my page.html");
    }

    @Test
    void pictures_too_large_to_be_mailed_lie_beside_the_page_and_every_link_resolves() throws IOException {
        HtmlPage page = new HtmlPage("t")
                .figure(new Figure(noise(1100, 1100), "noise", ""))
                .pair(new Figure(noise(300, 300), "before", ""), new Figure(picture(2, 2), "after", ""));
        List<String> addresses = addresses(written(page));
        assertThat(addresses).containsExactly("my%20page-1.png", "my%20page-2.png", "my%20page-3.png");
        for (String address : addresses) {
            Path target = Path.of(folder.resolve("my page.html").toUri().resolve(URI.create(address)));
            assertThat(ImageIO.read(target.toFile())).isNotNull();
        }
        assertThat(files())
                .containsExactlyInAnyOrder("my page.html", "my page-1.png", "my page-2.png", "my page-3.png");
        assertThat(Files.size(folder.resolve("my page.html"))).isLessThan(10_000);
    }

    @Test
    void columns_of_numbers_are_flush_right() throws IOException {
        String page = written(new HtmlPage("t")
                .table(
                        "",
                        List.of("kernel", "error", "time"),
                        List.of(List.of("3 x 3", "−1.2e−7", "0.8 s"), List.of("sobel-x", "", "12 ms"))));
        assertThat(page)
                .contains("<th scope=\"col\">kernel</th><th scope=\"col\" class=\"number\">error</th>")
                .contains("<td>3 x 3</td><td class=\"number\">−1.2e−7</td><td class=\"number\">0.8 s</td>");
    }

    @Test
    void a_page_replaces_an_older_one_and_its_folder_is_made() throws IOException {
        Path file = folder.resolve("new/deeper/page.html");
        new HtmlPage("first").write(file);
        new HtmlPage("second").write(file);
        assertThat(Files.readString(file)).contains("second").doesNotContain("first");
    }

    @Test
    void a_page_that_cannot_be_written_leaves_nothing_behind() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("page.html/inside"));
        assertThatThrownBy(() -> new HtmlPage("t").write(taken.getParent()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can't write " + taken.getParent());
        assertThat(files()).containsExactly("page.html");
    }

    @Test
    void words_that_are_missing_and_rows_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> new HtmlPage(" ")).hasMessage("a page needs a title");
        assertThatThrownBy(() -> new Figure(picture(1, 1), "", "caption"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a figure needs an alternative text that tells what is to be seen");
        assertThatThrownBy(() -> new HtmlPage("t").table("", List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the table has 2 columns, but a row has 1 cells: [1]");
    }

    private HtmlPage everything() {
        Figure figure = new Figure(picture(4, 4), "a square", "A caption");
        return new HtmlPage("Everything")
                .heading("h")
                .paragraph("p")
                .code("c")
                .table("numbers", List.of("a"), List.of(List.of("1")))
                .figure(figure)
                .pair(figure, figure)
                .row(List.of(figure, figure, figure));
    }

    private String written(HtmlPage page) throws IOException {
        Path file = folder.resolve("my page.html");
        page.write(file);
        return Files.readString(file);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<String> addresses(String page) {
        Matcher matcher = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page);
        List<String> addresses = new ArrayList<>();
        while (matcher.find()) {
            addresses.add(matcher.group(1));
        }
        return addresses;
    }

    private static void assertElementsMatch(String page) {
        Deque<String> open = new ArrayDeque<>();
        Matcher tags = Pattern.compile("<(/?)([a-z][a-z0-9]*)[^>]*>").matcher(page);
        while (tags.find()) {
            if (Set.of("meta", "img").contains(tags.group(2))) {
                continue;
            }
            if (tags.group(1).isEmpty()) {
                open.push(tags.group(2));
            } else {
                assertThat(open.pop()).isEqualTo(tags.group(2));
            }
        }
        assertThat(open).isEmpty();
    }

    private static ColorProcessor picture(int width, int height) {
        ColorProcessor picture = new ColorProcessor(width, height);
        picture.setColor(0xFF0000);
        picture.fill();
        return picture;
    }

    private static ColorProcessor noise(int width, int height) {
        return new ColorProcessor(
                width, height, new Random(1).ints((long) width * height).toArray());
    }
}
