package io.github.kernelj.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What the scripts that drive zarr-python and zarrita agree upon with the tests. */
final class Peers {

    private Peers() {}

    record Case(String name, String what, boolean signed, boolean missing, int[] shape, int[] chunks) {
        @Override
        public String toString() {
            return name + " " + what;
        }
    }

    record Index(String source, List<Case> cases) {}

    static Index index(Path folder) {
        try (Reader in = Files.newBufferedReader(folder.resolve("index.json"))) {
            return new Gson().fromJson(in, Index.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The element of this C-order number. */
    static float value(long number, boolean signed) {
        return (number * 37 + 11) % 201 - (signed ? 100 : 0);
    }

    /** Reads a whole array of four dimensions and compares every element. */
    static void check(Case peer, Path folder) throws IOException {
        OmeZarr image = OmeZarr.open(new FolderStore(folder.resolve(peer.name())));
        int[] shape = peer.shape();
        long number = 0;
        try (Workers workers = new Workers(2)) {
            for (int channel = 0; channel < shape[0]; channel++) {
                PlaneSource planes = image.volume(channel, 0).planes(workers);
                for (int z = 0; z < shape[1]; z++) {
                    float[] expected = new float[shape[2] * shape[3]];
                    for (int i = 0; i < expected.length; i++) {
                        int[] at = {channel, z, i / shape[3], i % shape[3]};
                        boolean filled = peer.missing() && isInLastChunk(at, peer);
                        expected[i] = filled ? 7 : value(number, peer.signed());
                        number++;
                    }
                    assertThat(planes.plane(z))
                            .as("%s, channel %d, plane %d", peer, channel, z)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static boolean isInLastChunk(int[] at, Case peer) {
        boolean inside = true;
        for (int i = 0; i < at.length; i++) {
            inside &= at[i] / peer.chunks()[i] == (peer.shape()[i] - 1) / peer.chunks()[i];
        }
        return inside;
    }

    static void unpack(String resource, Path folder) throws IOException {
        try (InputStream stored = Peers.class.getResourceAsStream(resource);
                ZipInputStream zip = new ZipInputStream(stored)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
            }
        }
    }

    /** Runs a program whose failure is the test's. */
    static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor())
                .as("%s%n%s", Arrays.toString(command), output)
                .isZero();
        return output;
    }

    /** Skips the test, with a message, if a program can't be run so. */
    static void assumeRuns(String what, String... command) throws Exception {
        assumeTrue(runs(command), what + " isn't installed here; the stored samples are tested alone");
    }

    static boolean runs(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
