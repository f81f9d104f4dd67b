package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelj.kernel.Presets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HelpTest {

    @Test
    void everyKeyAndEveryPresetIsExplained() {
        String text = Help.all().text();
        Stream.of(ApplySettings.KEYS, LearnSettings.KEYS, InspectSettings.KEYS, KernelFromSelectionSettings.KEYS)
                .flatMap(List::stream)
                .forEach(key -> assertThat(text).contains("  " + key.name() + ": " + key.description()));
        Presets.all().forEach(preset -> {
            assertThat(text).contains("  " + preset.name(), preset.description());
            preset.parameters()
                    .forEach(parameter -> assertThat(text).contains(parameter.name() + "=" + parameter.defaultValue()));
        });
        assertThat(text)
                .contains("Default: nearest.", "One of valid, same, full.", "Unit: taps.")
                .doesNotContain("<", "&lt;");
    }

    @Test
    void theWindowHasTheSameWords() {
        String html = Help.all().html();
        assertThat(html).startsWith("<html>").endsWith("</html>");
        for (Help.Section section : Help.all().sections()) {
            assertThat(html).contains("<h3>" + HtmlPage.escape(section.title()) + "</h3>");
            section.entries().forEach(entry -> assertThat(html).contains(HtmlPage.escape(entry.meaning())));
        }
    }
}
