package io.github.kernelj;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the house in order: imports run downwards only, and each toolkit is known in one place. */
class ArchitectureTest {

    private static final String ROOT = "io.github.kernelj.";

    /** Every package with those it may import. */
    private static final Map<String, Set<String>> HOUSE = Map.ofEntries(
            Map.entry("kernel", Set.of()),
            Map.entry("engine", Set.of("kernel")),
            Map.entry("image", Set.of("kernel", "engine")),
            Map.entry("learn", Set.of("kernel", "engine")),
            Map.entry("match", Set.of("kernel", "engine")),
            Map.entry("zarr", Set.of("kernel", "engine")),
            Map.entry("task", belowTask()),
            Map.entry("plugin", belowSurfaces()),
            Map.entry("command", belowSurfaces()),
            Map.entry("cli", belowSurfaces()),
            Map.entry("spark", belowSurfaces()));

    /** Every toolkit with the packages that may know it. */
    private static final Map<String, Set<String>> TOOLKITS = Map.ofEntries(
            Map.entry("ij..", Set.of("image", "task", "plugin", "command")),
            Map.entry("ij.plugin.frame..", Set.of("plugin")),
            Map.entry("com.twelvemonkeys..", Set.of("image")),
            Map.entry("io.airlift..", Set.of("zarr")),
            Map.entry("org.scijava..", Set.of("command")),
            Map.entry("picocli..", Set.of("cli")),
            Map.entry("me.tongfei..", Set.of("cli")),
            Map.entry("org.jline..", Set.of("cli")),
            Map.entry("org.apache.spark..", Set.of("spark")),
            Map.entry("org.apache.hadoop..", Set.of("spark")),
            Map.entry("javax.swing..", Set.of("plugin")));

    /** Packages that bear another name in the plugin jar, so that no caller could use them in a signature. */
    private static final DescribedPredicate<JavaClass> SHADED =
            resideInAnyPackage("com.google.gson..", "org.ejml..", "pabeles..", "com.twelvemonkeys..", "io.airlift..");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("io.github.kernelj");

    private static Set<String> belowTask() {
        return Set.of("kernel", "engine", "image", "learn", "match", "zarr");
    }

    private static Set<String> belowSurfaces() {
        return Set.of("kernel", "engine", "image", "learn", "match", "zarr", "task");
    }

    static Stream<String> floors() {
        return HOUSE.keySet().stream().sorted();
    }

    static Stream<String> toolkits() {
        return TOOLKITS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("floors")
    void importsRunDownwardsOnly(String floor) {
        String[] forbidden = HOUSE.keySet().stream()
                .filter(other -> !other.equals(floor) && !HOUSE.get(floor).contains(other))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + floor + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden));
    }

    @Test
    void everyClassHasItsPlaceInTheHouse() {
        String[] known = packages(HOUSE.keySet());
        assertThat(CLASSES).isNotEmpty();
        check(classes().should().resideInAnyPackage(known));
    }

    @ParameterizedTest
    @MethodSource("toolkits")
    void aToolkitIsKnownInItsPlaceOnly(String toolkit) {
        check(noClasses()
                .that(resideOutsideOf(TOOLKITS.get(toolkit)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(toolkit));
    }

    @Test
    void commandsTakeAndGiveImagesAndKnowNoMoreOfImageJ() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "command..")
                .should()
                .dependOnClassesThat(resideInAPackage("ij..").and(not(nameMatching("ij\\.ImagePlus")))));
    }

    @Test
    void dialogsAndWindowsAreThePluginPackagesOwn() {
        check(noClasses()
                .that(resideOutsideOf(Set.of("plugin")))
                .should()
                .dependOnClassesThat(assignableTo("java.awt.Component").or(nameMatching("ij\\.gui\\..*Dialog")))
                .orShould()
                .callMethodWhere(showsSomething()));
    }

    @Test
    void nothingIsPrintedOutsideTheCommandLine() {
        check(noClasses().that(resideOutsideOf(Set.of("cli", "spark"))).should(ACCESS_STANDARD_STREAMS));
    }

    @Test
    void noStaticStateChanges() {
        check(fields().that().areStatic().should().beFinal());
    }

    @Test
    void noShadedTypeInAPublicSignature() {
        assertThat(Signatures.exposing(CLASSES, SHADED)).isEmpty();
    }

    @Test
    void everyPackageIsExplained() throws IOException {
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> unexplained = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .toList();
            assertThat(unexplained).isEmpty();
        }
    }

    private static DescribedPredicate<JavaCall<?>> showsSomething() {
        Set<String> loud = Set.of(
                "ij.IJ.log",
                "ij.IJ.error",
                "ij.IJ.handleException",
                "ij.IJ.noImage",
                "ij.IJ.showMessage",
                "ij.IJ.showMessageWithCancel",
                "ij.IJ.showProgress",
                "ij.IJ.showStatus",
                "ij.IJ.setupDialog",
                "ij.ImagePlus.show");
        return DescribedPredicate.describe("it shows something on the screen", call -> {
            String method = call.getTargetOwner().getName() + "." + call.getName();
            return loud.contains(method);
        });
    }

    private static DescribedPredicate<JavaClass> resideOutsideOf(Set<String> floors) {
        return not(resideInAnyPackage(packages(floors)));
    }

    private static String[] packages(Set<String> floors) {
        return floors.stream().map(floor -> ROOT + floor + "..").toArray(String[]::new);
    }

    /** A rule about a package that holds nothing yet is kept. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
