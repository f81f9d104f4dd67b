package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ij.plugin.frame.Recorder;
import io.github.kernelj.task.ApplySettings;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the recorder gets is what a macro needs to do the same. */
class RecordingTest {

    @BeforeEach
    void startRecording() {
        Recorder.record = true;
        Recorder.setCommand("Apply Kernel...");
    }

    @AfterEach
    void stopRecording() {
        Recorder.resetCommandOptions();
        Recorder.setCommand(null);
        Recorder.record = false;
    }

    static Stream<Map<String, String>> settings() {
        return Stream.of(
                Map.of("kernel", "gaussian(sigma=2)"),
                Map.of("kernel", "1"),
                Map.of("kernel", "1 2 1\n2 4 2\n1 2 1", "normalize", "true"),
                Map.of(
                        "kernel",
                        "1 2 | 3 4",
                        "axes",
                        "xyt",
                        "anchor",
                        "1,0,0",
                        "border",
                        "constant",
                        "constant",
                        "-1.5"),
                Map.of("kernel", "[1 2 1]", "destination", "in-place", "scale", "1/9", "bias", "3"),
                Map.of("kernel", "/a folder/stack slice normalize=1/kernel (1).json", "type", "32-bit"),
                Map.of(
                        "kernel",
                        "gaussian(sigma=1, size=auto, dimensions=2, unit=pixel)",
                        "slices",
                        "2-9",
                        "nan",
                        "fill"),
                Map.of("kernel", "1 1", "operation", "convolution", "extent", "full", "channels", "2", "frames", "3"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void parsesToTheSameSettings(Map<String, String> texts) {
        ApplySettings settings = ApplySettings.parse(texts);
        Recorder.recordOption("left", "over by the dialog");
        Recording.record(settings.toMap());
        String options = asTheMacroReadsIt(Recorder.getCommandOptions());
        assertThat(ApplySettings.parse(options, name -> Optional.empty())).isEqualTo(settings);
        assertThat(options.strip()).matches("(?s)(\\w+ )*([\\w-]+=\\[.*\\] )*kernel=\\[.*\\]");
    }

    /** The options stand in a string of the macro language. */
    private static String asTheMacroReadsIt(String recorded) {
        return recorded.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }

    @Test
    void unbalancedBracketsAreNotRecorded() {
        Recording.record(Map.of("kernel", "/a]b.json"));
        assertThat(Recorder.getCommandOptions()).isNull();
    }
}
