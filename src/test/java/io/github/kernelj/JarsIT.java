package io.github.kernelj;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looks into the two jars that users get. */
class JarsIT {

    private static final String OURS = "io/github/kernelj/";
    private static final String SHADED = "io.github.kernelj.shaded";
    private static final Jar PLUGIN = Jar.named("kernelj.plugin.jar");
    private static final Jar CLI = Jar.named("kernelj.cli.jar");
    private static final JavaClasses PLUGIN_CLASSES = new ClassFileImporter().importUrl(PLUGIN.url());

    @Test
    void nothingElseIsBuilt() throws IOException {
        try (Stream<Path> files = Files.list(PLUGIN.path().getParent())) {
            assertThat(files.filter(file -> file.toString().endsWith(".jar")))
                    .containsExactlyInAnyOrder(PLUGIN.path(), CLI.path());
        }
    }

    @Test
    void theyAreSmall() throws IOException {
        assertThat(Files.size(PLUGIN.path())).isLessThan(6_000_000);
        assertThat(Files.size(CLI.path())).isLessThan(12_000_000);
        assertThat(PLUGIN.unpacked(OURS + "samples/")).isLessThan(3_000_000);
    }

    @Test
    void theyHoldWhateverTheSourcesHold() throws IOException {
        Path sources = Path.of("src/main/java");
        List<String> classes = filesOf(sources)
                .filter(name -> !name.endsWith("package-info.java"))
                .map(name -> name.replaceFirst("\\.java$", ".class"))
                .toList();
        List<String> resources = filesOf(Path.of("src/main/resources")).toList();
        assertThat(CLI.names()).containsAll(classes).containsAll(resources);
        assertThat(PLUGIN.names())
                .containsAll(
                        classes.stream().filter(name -> !ofTheCommandLine(name)).toList())
                .containsAll(resources)
                .noneMatch(JarsIT::ofTheCommandLine);
    }

    @Test
    void imageJFindsThePluginJarByItsUnderscore() {
        assertThat(PLUGIN).hasToString("KernelJ_-" + System.getProperty("kernelj.version") + ".jar");
    }

    @Test
    void everythingInThePluginJarIsInOurPackages() {
        Pattern place = Pattern.compile(OURS + ".*|META-INF/.*(?<!\\.class)|plugins\\.config");
        assertThat(PLUGIN.names()).allMatch(name -> place.matcher(name).matches());
    }

    @Test
    void thePluginJarRegistersNothingGlobally() {
        assertThat(PLUGIN.names()).noneMatch(name -> name.startsWith("META-INF/services/javax."));
    }

    /** What EJML can do without: annotations, and Matlab's files, which nothing here reads. */
    @Test
    void thePluginJarNeedsOnlyJavaAndImageJ() {
        Pattern atHand = Pattern.compile("(java|javax|sun\\.misc|org\\.(w3c|xml)|ij|io\\.github\\.kernelj)\\..*");
        Pattern needless = Pattern.compile("(org\\.jetbrains\\.annotations|lombok|us\\.hebi\\.matlab)\\..*");
        assertThat(PLUGIN_CLASSES.stream()
                        .filter(type -> !type.getPackageName().startsWith("io.github.kernelj.command"))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(type -> !type.isPrimitive() && !type.isAnnotation())
                        .map(JavaClass::getName)
                        .filter(name -> !atHand.matcher(name).matches()
                                && !needless.matcher(name).matches())
                        .distinct())
                .isEmpty();
    }

    @Test
    void thePluginJarShowsNoLibraryInItsPublicSignatures() {
        DescribedPredicate<JavaClass> library = resideInAPackage(SHADED + "..");
        JavaClasses own = PLUGIN_CLASSES.that(DescribedPredicate.not(library));
        assertThat(own).isNotEmpty();
        assertThat(Signatures.exposing(own, library)).isEmpty();
    }

    /** A line is {@code Plugins>KernelJ, "Label...", package.Class("argument")}; the argument is optional. */
    @Test
    void theMenuNamesEveryPlugInAndNothingElse() {
        Pattern className = Pattern.compile(".*,\\s*([\\w.]+)\\s*(\\(.*\\))?\\s*");
        List<String> named = PLUGIN.lines("plugins.config").stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.contains("\"-\""))
                .map(line -> className.matcher(line).replaceFirst("$1"))
                .distinct()
                .toList();
        assertThat(PLUGIN_CLASSES.stream()
                        .filter(type -> type.isAssignableTo("ij.plugin.PlugIn"))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void everySciJavaPluginIsInTheIndexOfBothAndNothingElseIs() {
        List<String> plugins = PLUGIN_CLASSES.stream()
                .filter(type -> type.isAnnotatedWith("org.scijava.plugin.Plugin"))
                .map(JavaClass::getName)
                .toList();
        assertThat(plugins).hasSize(6);
        for (Jar jar : List.of(PLUGIN, CLI)) {
            String index = String.join("\n", jar.lines("META-INF/json/org.scijava.plugin.Plugin"));
            assertThat(Pattern.compile("\"class\":\"([^\"]+)\"")
                            .matcher(index)
                            .results()
                            .map(match -> match.group(1)))
                    .as(index)
                    .containsExactlyInAnyOrderElementsOf(plugins);
        }
    }

    @Test
    void theLicencesOfAllPartsGoWithThem() {
        for (Jar jar : List.of(PLUGIN, CLI)) {
            assertThat(jar.lines("META-INF/LICENSE")).contains("Copyright (c) 2026, KernelJ developers");
            assertThat(jar.lines("META-INF/licenses/Apache-2.0.txt")).hasSizeGreaterThan(200);
            assertThat(jar.lines("META-INF/licenses/TwelveMonkeys.txt"))
                    .contains("Copyright (c) 2008-2020, Harald Kuhr");
        }
        assertThat(CLI.names()).contains("META-INF/licenses/progressbar.txt", "META-INF/licenses/JLine.txt");
    }

    @Test
    void theCommandLineJarRuns() {
        assertThat(CLI.main("Main-Class")).isEqualTo("io.github.kernelj.cli.Main");
        assertThat(CLI.names()).contains("ij/ImagePlus.class", "picocli/CommandLine.class");
        assertThat(CLI.names()).noneMatch(name -> name.startsWith(OURS + "shaded/"));
    }

    @Test
    void theCommandLineJarHoldsWhatItsServicesName() {
        String readers = "META-INF/services/javax.imageio.spi.ImageReaderSpi";
        assertThat(CLI.lines(readers)).contains("com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi");
        assertThat(CLI.names().stream()
                        .filter(name -> name.matches("META-INF/services/[^/]+"))
                        .flatMap(name -> CLI.lines(name).stream())
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty()))
                .isNotEmpty()
                .allMatch(CLI::holdsClass);
    }

    @Test
    void noModuleOrSignatureIsLeftOver() {
        for (Jar jar : List.of(PLUGIN, CLI)) {
            assertThat(jar.names())
                    .noneMatch(name -> name.matches("(.*/)?module-info\\.class|META-INF/.*\\.(SF|DSA|RSA)"));
        }
    }

    private static boolean ofTheCommandLine(String name) {
        return name.startsWith(OURS + "cli/");
    }

    /** Names of the files below a folder, as a jar spells them. */
    private static Stream<String> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList()
                    .stream();
        }
    }
}
