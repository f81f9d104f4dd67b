package io.github.kernelj.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The choice among peaks: the best first, none near a better one (non-maximum suppression), no more than asked for.
 * Immutable and safe for use by several threads.
 */
public final class BestMatches {

    private final double[] distance;
    private final int most;

    private record Cell(long x, long y, long z) {}

    /**
     * A choice.
     *
     * @param distance how far apart matches are at least, along x, y and z in pixels, above 0; between the axes the
     *     distance is that of an ellipsoid
     * @param most the number of matches at most, at least 1
     */
    public BestMatches(double[] distance, int most) {
        if (distance.length != 3 || !(distance[0] > 0) || !(distance[1] > 0) || !(distance[2] > 0)) {
            throw new IllegalArgumentException("a distance between matches is above 0 along x, y and z");
        }
        if (most < 1) {
            throw new IllegalArgumentException("the number of matches must be at least 1, got " + most);
        }
        this.distance = distance.clone();
        this.most = most;
    }

    /**
     * Chooses, whichever template the peaks are of.
     *
     * @return by falling score; of equals the first in reading order comes first
     */
    public List<Match> of(List<Match> peaks) {
        List<Match> sorted = new ArrayList<>(peaks);
        sorted.sort(Comparator.comparingDouble(Match::score)
                .reversed()
                .thenComparingDouble(Match::z)
                .thenComparingDouble(Match::y)
                .thenComparingDouble(Match::x)
                .thenComparingInt(Match::template));
        List<Match> chosen = new ArrayList<>();
        Map<Cell, List<Match>> cells = new HashMap<>();
        for (Match match : sorted) {
            if (chosen.size() == most) {
                break;
            }
            if (!isNearOne(match, cells)) {
                chosen.add(match);
                cells.computeIfAbsent(cell(match, 0, 0, 0), cell -> new ArrayList<>())
                        .add(match);
            }
        }
        return chosen;
    }

    /** Cells are as large as the distance, so that only neighbouring ones need be looked at. */
    private boolean isNearOne(Match match, Map<Cell, List<Match>> cells) {
        for (int dz = -1; dz <= 1; dz++) {
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    for (Match other : cells.getOrDefault(cell(match, dx, dy, dz), List.of())) {
                        if (isNear(match, other)) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private boolean isNear(Match a, Match b) {
        double x = (a.x() - b.x()) / distance[0];
        double y = (a.y() - b.y()) / distance[1];
        double z = (a.z() - b.z()) / distance[2];
        return x * x + y * y + z * z < 1;
    }

    private Cell cell(Match match, int dx, int dy, int dz) {
        return new Cell(
                (long) Math.floor(match.x() / distance[0]) + dx,
                (long) Math.floor(match.y() / distance[1]) + dy,
                (long) Math.floor(match.z() / distance[2]) + dz);
    }
}
