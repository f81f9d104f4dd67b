package io.github.kernelj;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelj.cli.Main;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelExpression;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.kernel.Presets;
import io.github.kernelj.kernel.VoxelSize;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.BatchSettings;
import io.github.kernelj.task.FindSettings;
import io.github.kernelj.task.InspectSettings;
import io.github.kernelj.task.KernelFromSelectionSettings;
import io.github.kernelj.task.LearnSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds README.md to what the code does. */
class ReadmeTest {

    private static final long MOST_PICTURES = 600_000;

    @TempDir
    Path folder;

    private String text;

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(Readme.FILE);
    }

    @Test
    void theFirstPageNamesJavaAndTheTwoCommands() {
        String page = String.join("\n", text.lines().limit(20).toList());
        assertThat(page).contains("Java 17", "Maven", "mvn -q compile exec:java -Dexec.args=demo", "mvn -q verify");
    }

    @Test
    void tablesAreThoseOfTheCode() {
        Readme.tables().forEach((name, table) -> {
            Matcher block = Readme.block(name).matcher(text);
            assertThat(block.find()).as("markers of " + name).isTrue();
            assertThat(block.group(2))
                    .as(name + "; io.github.kernelj.Readme writes it")
                    .isEqualTo(table);
        });
    }

    @Test
    void everyPresetIsNamed() {
        assertThat(Presets.all())
                .hasSizeGreaterThan(20)
                .allSatisfy(preset -> assertThat(text).contains("| `" + preset.name() + "` |"));
    }

    @Test
    void kernelExpressionsCanBeRead() throws IOException {
        List<String> lines = lines("kernel");
        assertThat(lines).hasSizeGreaterThan(5);
        for (String line : lines) {
            KernelExpression expression = KernelExpression.parse(line);
            if (!line.contains(".json")) {
                assertThat(expression.evaluate(VoxelSize.PIXEL).isSingle())
                        .as(line)
                        .isTrue();
            }
        }
    }

    @Test
    void theKernelFileCanBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("edge.json"), String.join("\n", lines("json")));
        KernelBank bank = KernelFiles.read(file);
        assertThat(bank.single().weights()).containsExactly(1, -1);
        assertThat(bank.single().name()).isEqualTo("edge");
    }

    @Test
    void macrosCanBeRead() {
        List<String> lines = lines("java");
        assertThat(lines).hasSizeGreaterThan(3);
        Map<String, Consumer<String>> readers = Map.of(
                "Apply Kernel...", options -> ApplySettings.parse(options, name -> Optional.empty()),
                "Batch Apply Kernel...", options -> BatchSettings.parse(options, name -> Optional.empty()),
                "Learn Kernel...", options -> LearnSettings.parse(options, name -> Optional.empty()),
                "Inspect Kernel...", options -> InspectSettings.parse(options, name -> Optional.empty()),
                "Kernel from Selection...",
                        options -> KernelFromSelectionSettings.parse(options, name -> Optional.empty()),
                "Find Template...", options -> FindSettings.parse(options, name -> Optional.empty()));
        Pattern call = Pattern.compile("run\\(\"(.*?)\", \"(.*)\"\\);");
        for (String line : lines) {
            Matcher matcher = call.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            assertThat(readers).containsKey(matcher.group(1));
            readers.get(matcher.group(1)).accept(matcher.group(2));
        }
    }

    /** In the order of the page, as later ones need what earlier ones write. */
    @Test
    void commandsWork() {
        List<String> lines = lines("sh");
        assertThat(lines).hasSizeGreaterThan(5);
        for (String line : lines) {
            List<String> words = words(line);
            assertThat(words.get(0)).isEqualTo("kernelj");
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
            String[] args =
                    words.subList(1, words.size()).stream().map(this::placed).toArray(String[]::new);
            int status = Main.run(stream, stream, line.equals("kernelj demo") ? new String[] {"demo", "--help"} : args);
            assertThat(status)
                    .as(line + "\n" + said.toString(StandardCharsets.UTF_8))
                    .isZero();
        }
    }

    @Test
    void linksAndPicturesAreThere() throws IOException {
        List<String> targets = Pattern.compile("\\]\\(([^)#]+)\\)")
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(target -> !target.startsWith("http"))
                .toList();
        assertThat(targets).hasSizeGreaterThan(5);
        long bytes = 0;
        for (String target : targets) {
            Path file = Path.of(target);
            assertThat(file).exists();
            if (target.endsWith(".png")) {
                assertThat(ImageIO.read(file.toFile())).as(target).isNotNull();
                bytes += Files.size(file);
            }
        }
        assertThat(bytes).isBetween(1L, MOST_PICTURES);
    }

    @Test
    void namedFilesOfTheBuildAreThoseItMakes() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String version = Pattern.compile("<version>(.*?)</version>")
                .matcher(pom)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(text).contains("target/KernelJ_-" + version + ".jar", "target/kernelj.jar");
        assertThat(pom).contains("/KernelJ_-${project.version}.jar", "/kernelj.jar");
        assertThat(Files.readString(Path.of("CHANGELOG.md"))).contains("## [" + version + "]");
    }

    /** The lines of all code blocks of this kind. */
    private List<String> lines(String kind) {
        return Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .flatMap(block -> block.group(1).lines())
                .toList();
    }

    /** Words as a shell splits them, single quotes only. */
    private static List<String> words(String line) {
        return Pattern.compile("((?:[^\\s']|'[^']*')+)")
                .matcher(line)
                .results()
                .map(word -> word.group(1).replace("'", ""))
                .toList();
    }

    /** Files that the repository doesn't have are written to, and read from, a temporary folder. */
    private String placed(String word) {
        Matcher file = Pattern.compile(
                        "(--kernel=|--file=|--report=)?([\\w-]+\\.(?:png|tif|json|csv|npy|onnx|html|zarr))")
                .matcher(word);
        return file.matches() ? (file.group(1) == null ? "" : file.group(1)) + folder.resolve(file.group(2)) : word;
    }
}
