package io.github.kernelj.zarr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Zarr 3 against zarrita: what it stored once, what it writes here, and what it reads of ours. It is looked for where
 * {@code NODE_PATH} says and among npm's global packages ({@code npm install --global zarrita}).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZarritaTest {

    private static final String SCRIPT = "src/test/js/zarr_peer.mjs";

    /** zarrita knows 16-bit floats on the newest platforms only. */
    private static final List<DataType> TYPES = Arrays.stream(DataType.values())
            .filter(type -> type != DataType.FLOAT16)
            .toList();

    @TempDir
    static Path stored;

    @TempDir
    Path fresh;

    @TempDir
    Path ours;

    @BeforeAll
    void unpack() throws IOException {
        Peers.unpack("zarr-v3.zip", stored);
    }

    @TestFactory
    Stream<DynamicTest> readsWhatItStored() {
        List<Peers.Case> cases = Peers.index(stored).cases();
        assertThat(cases).hasSizeGreaterThan(20);
        return cases.stream().map(peer -> DynamicTest.dynamicTest(peer.toString(), () -> Peers.check(peer, stored)));
    }

    @Test
    void readsWhatItWrites() throws Exception {
        Peers.run("node", SCRIPT, modules(), "write", fresh.toString());
        for (Peers.Case peer : Peers.index(fresh).cases()) {
            Peers.check(peer, fresh);
        }
    }

    @Test
    void itReadsWhatIsWrittenHere() throws Exception {
        String modules = modules();
        int count = OwnArrays.write(ours, 3, TYPES);
        assertThat(Peers.run("node", SCRIPT, modules, "check", ours.toString())).contains("checked " + count);
    }

    @Test
    void everyPackingIsReadBackHere() throws IOException {
        OwnArrays.write(ours.resolve("again"), 3, List.of(DataType.values()));
        OwnArrays.check(ours.resolve("again"));
    }

    private static String modules() throws Exception {
        String given = System.getenv("NODE_PATH");
        Stream<String> folders = given == null ? Stream.of() : Arrays.stream(given.split(File.pathSeparator));
        boolean npm = Peers.runs("npm", "--version") && Peers.runs("node", "--version");
        String[] global = npm ? Peers.run("npm", "root", "--global").split("\\R") : new String[0];
        return Stream.concat(folders, Arrays.stream(global))
                .filter(folder -> !folder.isBlank() && Files.isDirectory(Path.of(folder, "zarrita")))
                .findFirst()
                .orElseGet(() -> {
                    Assumptions.abort("zarrita isn't installed here; the stored samples are tested alone");
                    return "";
                });
    }
}
