package io.github.kernelj.benchmark;

import java.util.List;

/** Our times beside the best peer's, and what was to be reached; see README.md beside these sources. */
public final class GoalsTable {

    private GoalsTable() {}

    public static void main(String[] args) throws Exception {
        List<Rows> rows = List.of(
                new PlaneRows(), new PixelRows(), new MatchRows(), new VolumeRows(), new LearningRows());
        Table.run("goals", rows, args);
    }
}
