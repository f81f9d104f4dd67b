package io.github.kernelj.plugin;

import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelText;
import io.github.kernelj.task.LearnResult;
import java.util.ArrayList;
import java.util.List;

/** What a text window tells of a learned kernel. */
final class ReportLines {

    private static final int WIDTH = 96;

    private ReportLines() {}

    /** The report, or without one the summary and the weights; sentences are broken into lines. */
    static List<String> of(LearnResult result) {
        List<String> lines = result.report().map(report -> report.lines()).orElseGet(() -> plain(result));
        return lines.stream().flatMap(line -> broken(line).stream()).toList();
    }

    /** The summary and the weights. */
    static List<String> plain(LearnResult result) {
        KernelBank bank = result.bank();
        List<String> lines = new ArrayList<>(result.summary());
        lines.addAll(List.of("", "Weights (cross-correlation):"));
        for (int output = 0; output < bank.outputs(); output++) {
            for (int input = 0; input < bank.inputs(); input++) {
                if (!bank.isSingle()) {
                    lines.add("from channel " + (input + 1) + " to channel " + (output + 1) + ":");
                }
                lines.addAll(
                        KernelText.format(bank.kernel(output, input)).lines().toList());
            }
            lines.addAll(List.of("", "Bias: " + bank.bias(output)));
        }
        lines.add("Anchor: " + bank.anchor() + " (x, y, z from 0)");
        return lines;
    }

    /** Rows of tables and weights, which have blanks beside each other or begin with a number, stay as they are. */
    private static List<String> broken(String line) {
        if (line.length() <= WIDTH || line.strip().contains("  ") || !line.matches("\\p{L}.*")) {
            return List.of(line);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String word : line.split(" ")) {
            if (!current.isEmpty() && current.length() + 1 + word.length() > WIDTH) {
                lines.add(current.toString());
                current.setLength(0);
            }
            current.append(current.isEmpty() ? "" : " ").append(word);
        }
        lines.add(current.toString());
        return lines;
    }
}
