package io.github.kernelj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    @Test
    void quickWorkShowsNothing() {
        assertThat(shown(true, Duration.ofHours(1))).isEmpty();
        assertThat(shown(false, Duration.ofHours(1))).isEmpty();
    }

    @Test
    void longWorkShowsHowFarItIs() {
        assertThat(shown(true, Duration.ZERO)).contains("apply 100%");
        assertThat(shown(false, Duration.ZERO)).contains("apply 100%").doesNotContain("\r", "\u001b");
    }

    private static String shown(boolean terminal, Duration patience) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (ConsoleProgress progress = new ConsoleProgress("apply", err, terminal, patience)) {
            progress.report(0.5);
            progress.report(1);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
