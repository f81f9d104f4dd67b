package io.github.kernelj.image;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;

/**
 * A kernel as rows and columns of cells that fit into a picture. A cell is one tap; where there are more taps than
 * pixels it is a block of taps and shows the strongest, so that none is lost from sight. Of many planes an even choice
 * is shown.
 *
 * @param kernel what is shown
 * @param taps how many taps a cell holds along x and y
 * @param planes the kernel's planes that are shown, counted from 0
 */
record Cells(Kernel kernel, int taps, int[] planes) {

    private static final int MOST_PLANES = 25;

    /** @param widest most columns of a plane, and {@code highest} most rows */
    static Cells of(Kernel kernel, int widest, int highest) {
        Shape shape = kernel.shape();
        int taps = Math.max(ceilDiv(shape.width(), widest), ceilDiv(shape.height(), highest));
        return new Cells(
                kernel, taps, choosePlanes(shape.depth(), kernel.anchor().z()));
    }

    /** All planes if they are few; else evenly spaced ones from first to last, the nearest of them moved to the anchor's. */
    private static int[] choosePlanes(int depth, int anchor) {
        int count = Math.min(depth, MOST_PLANES);
        int[] planes = new int[count];
        int nearest = 0;
        for (int i = 0; i < count; i++) {
            planes[i] = count == 1 ? 0 : (int) ((long) i * (depth - 1) / (count - 1));
            if (Math.abs(planes[i] - anchor) < Math.abs(planes[nearest] - anchor)) {
                nearest = i;
            }
        }
        planes[nearest] = anchor;
        return planes;
    }

    int columns() {
        return ceilDiv(kernel.shape().width(), taps);
    }

    int rows() {
        return ceilDiv(kernel.shape().height(), taps);
    }

    /** The value of largest magnitude among the taps of a cell. */
    float value(int column, int row, int plane) {
        float strongest = 0;
        for (int y = row * taps; y < Math.min((row + 1) * taps, kernel.shape().height()); y++) {
            for (int x = column * taps;
                    x < Math.min((column + 1) * taps, kernel.shape().width());
                    x++) {
                float value = kernel.weight(x, y, plane);
                strongest = Math.abs(value) > Math.abs(strongest) ? value : strongest;
            }
        }
        return strongest;
    }

    boolean isAnchor(int column, int row, int plane) {
        return column == kernel.anchor().x() / taps
                && row == kernel.anchor().y() / taps
                && plane == kernel.anchor().z();
    }

    /** The largest magnitude of all weights, shown or not. */
    double strongest() {
        double most = 0;
        for (float weight : kernel.weights()) {
            most = Math.max(most, Math.abs(weight));
        }
        return most;
    }

    /** What of the kernel isn't in the picture one to one; empty if everything is. */
    String omitted() {
        StringBuilder told = new StringBuilder();
        if (planes.length < kernel.shape().depth()) {
            told.append(planes.length + " of " + kernel.shape().depth() + " planes shown");
        }
        if (taps > 1) {
            told.append(told.isEmpty() ? "" : "; ")
                    .append("each pixel shows the strongest of " + taps + " x " + taps + " taps");
        }
        return told.toString();
    }

    private static int ceilDiv(int extent, int size) {
        return (extent - 1) / size + 1;
    }
}
