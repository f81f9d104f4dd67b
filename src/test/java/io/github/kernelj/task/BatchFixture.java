package io.github.kernelj.task;

import io.github.kernelj.engine.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of images, one for results, and batches from one to the other. */
abstract class BatchFixture {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    Path in;
    Path out;

    @BeforeEach
    void folders() {
        in = folder.resolve("in");
        out = folder.resolve("out");
    }

    BatchSettings settings(String... more) {
        Map<String, String> texts = new HashMap<>(Map.of("kernel", "1 2 1; 2 4 2; 1 2 1", "normalize", "true"));
        texts.put("input", in.toString());
        texts.put("output", out.toString());
        texts.put("name", "{name}-{ext}.tif");
        for (int i = 0; i < more.length; i += 2) {
            texts.put(more[i], more[i + 1]);
        }
        return BatchSettings.parse(texts);
    }

    static BatchResult run(BatchSettings settings, BatchTask.Work work) throws IOException {
        return BatchTask.run(settings, Progress.NONE, work, CLOCK);
    }

    static BatchResult run(BatchSettings settings) throws IOException {
        return run(settings, ApplyTask::apply);
    }
}
