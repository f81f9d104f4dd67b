package io.github.kernelj.zarr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Zarr 2 against zarr-python: what it stored once, what it writes here, and what it reads of ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZarrPythonTest {

    private static final String SCRIPT = "src/test/python/zarr_peer.py";

    @TempDir
    static Path stored;

    @TempDir
    Path fresh;

    @TempDir
    Path ours;

    private String python;

    @BeforeAll
    void unpack() throws Exception {
        Peers.unpack("zarr-v2.zip", stored);
        python = Stream.of("python3", "/usr/bin/python3")
                .filter(ZarrPythonTest::hasZarr)
                .findFirst()
                .orElse("python3");
    }

    private static boolean hasZarr(String python) {
        try {
            return Peers.runs(python, "-c", "import zarr; assert zarr.__version__ < '3'");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @TestFactory
    Stream<DynamicTest> readsWhatItStored() {
        List<Peers.Case> cases = Peers.index(stored).cases();
        assertThat(cases).hasSizeGreaterThan(40);
        return cases.stream().map(peer -> DynamicTest.dynamicTest(peer.toString(), () -> Peers.check(peer, stored)));
    }

    @Test
    void readsWhatItWrites() throws Exception {
        Peers.assumeRuns("zarr-python 2", python, "-c", "import zarr; assert zarr.__version__ < '3'");
        Peers.run(python, SCRIPT, "write", fresh.toString());
        for (Peers.Case peer : Peers.index(fresh).cases()) {
            Peers.check(peer, fresh);
        }
    }

    @Test
    void itReadsWhatIsWrittenHere() throws Exception {
        Peers.assumeRuns("zarr-python 2", python, "-c", "import zarr; assert zarr.__version__ < '3'");
        int count = OwnArrays.write(ours, 2, List.of(DataType.values()));
        assertThat(Peers.run(python, SCRIPT, "check", ours.toString())).contains("checked " + count);
    }

    @Test
    void everyPackingIsReadBackHere() throws IOException {
        OwnArrays.write(ours.resolve("again"), 2, List.of(DataType.values()));
        OwnArrays.check(ours.resolve("again"));
    }
}
