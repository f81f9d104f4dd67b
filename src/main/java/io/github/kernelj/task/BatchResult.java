package io.github.kernelj.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a batch.
 *
 * @param done how many files have a new result
 * @param skipped how many had one already
 * @param failed each with its reason, in the order of the inputs
 * @param left how many weren't come to
 * @param stopped why the batch ended before all were tried; empty if it didn't
 * @param leftovers how many unfinished images of earlier runs were deleted
 * @param seconds it took
 * @param notices what people should know of the results, a line each
 */
public record BatchResult(
        int done,
        int skipped,
        List<BatchOutcome> failed,
        int left,
        Optional<String> stopped,
        int leftovers,
        double seconds,
        List<String> notices) {

    public BatchResult {
        failed = List.copyOf(failed);
        notices = List.copyOf(notices);
    }

    /** Whether every file has its result. */
    public boolean isComplete() {
        return failed.isEmpty() && left == 0 && stopped.isEmpty();
    }

    /** A few lines for people: the failures by name, then the numbers. */
    public List<String> summary() {
        List<String> lines = new ArrayList<>();
        failed.forEach(outcome -> lines.add("failed: " + outcome.file() + ": " + outcome.reason()));
        stopped.ifPresent(reason -> lines.add("stopped: " + reason));
        if (leftovers > 0) {
            lines.add("deleted " + Preparation.count(leftovers, "unfinished image") + " of an earlier run");
        }
        lines.add(String.format(
                Locale.ROOT,
                "%d done, %d skipped, %d failed%s in %.1f s",
                done,
                skipped,
                failed.size(),
                left == 0 ? "" : ", " + left + " not begun",
                seconds));
        return lines;
    }
}
