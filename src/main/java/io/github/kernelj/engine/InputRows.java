package io.github.kernelj.engine;

import java.util.Arrays;

/** Reads stretches of input rows, with what the border puts in place of positions outside. Immutable. */
final class InputRows {

    private final Geometry geometry;
    private final float constant;

    InputRows(Geometry geometry, float constant) {
        this.geometry = geometry;
        this.constant = constant;
    }

    /**
     * Reads one stretch.
     *
     * @param plane pixels of the input plane, or null where the border's constant stands
     * @param y row of the plane, or {@link Border#OUTSIDE}
     * @param first column of the stretch's first pixel; may lie outside
     * @param count pixels of the stretch
     * @param row takes the stretch
     * @param at index of the stretch's first pixel in {@code row}
     */
    void read(Pixels plane, int y, int first, int count, float[] row, int at) {
        if (plane == null || y == Border.OUTSIDE) {
            Arrays.fill(row, at, at + count, constant);
            return;
        }
        int width = geometry.image().width();
        int inside = Math.min(count, Math.max(0, -first));
        int outside = Math.max(inside, Math.min(count, width - first));
        for (int i = 0; i < inside; i++) {
            beyond(plane, y, first + i, row, at + i);
        }
        if (outside > inside) {
            plane.read(y * width + first + inside, outside - inside, row, at + inside);
        }
        for (int i = outside; i < count; i++) {
            beyond(plane, y, first + i, row, at + i);
        }
    }

    private void beyond(Pixels plane, int y, int position, float[] row, int at) {
        int width = geometry.image().width();
        int column = geometry.border().index(position, width);
        if (column == Border.OUTSIDE) {
            row[at] = constant;
        } else {
            plane.read(y * width + column, 1, row, at);
        }
    }
}
