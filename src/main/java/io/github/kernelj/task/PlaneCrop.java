package io.github.kernelj.task;

import io.github.kernelj.engine.Border;
import io.github.kernelj.engine.Correlation;
import io.github.kernelj.kernel.KernelBank;
import java.awt.Rectangle;

/**
 * The part of a plane that is looked at to compute an area of it.
 *
 * @param width of the whole plane, in pixels
 * @param area what is computed
 * @param window the area with all that the kernel reaches from it, within the plane
 */
record PlaneCrop(int width, Rectangle area, Rectangle window) {

    /** @param bank to be correlated; flat */
    static PlaneCrop of(int width, int height, Rectangle area, KernelBank bank, Correlation what) {
        Rectangle plane = new Rectangle(width, height);
        if (what.border() == Border.WRAP) {
            return new PlaneCrop(width, area, plane);
        }
        int left = bank.anchor().x();
        int top = bank.anchor().y();
        Rectangle reach = new Rectangle(
                area.x - left,
                area.y - top,
                area.width + bank.shape().width() - 1,
                area.height + bank.shape().height() - 1);
        return new PlaneCrop(width, area, reachAtEdges(reach, left, top, bank, plane));
    }

    /** What lies beyond an edge is a reflection of as many pixels before it, so these are looked at too. */
    private static Rectangle reachAtEdges(Rectangle reach, int left, int top, KernelBank bank, Rectangle plane) {
        int right = bank.shape().width() - 1 - left;
        int bottom = bank.shape().height() - 1 - top;
        Rectangle needed = new Rectangle(reach);
        if (reach.x < 0) {
            needed.add(left + 1, reach.y);
        }
        if (reach.y < 0) {
            needed.add(reach.x, top + 1);
        }
        if (reach.x + reach.width > plane.width) {
            needed.add(plane.width - right - 1, reach.y);
        }
        if (reach.y + reach.height > plane.height) {
            needed.add(reach.x, plane.height - bottom - 1);
        }
        return needed.intersection(plane);
    }

    /** The window's pixels of a whole plane. */
    float[] toWindow(float[] plane) {
        return cut(plane, width, window);
    }

    /** The area's pixels of a window's. */
    float[] toArea(float[] plane) {
        return cut(plane, window.width, new Rectangle(area.x - window.x, area.y - window.y, area.width, area.height));
    }

    private static float[] cut(float[] plane, int rowLength, Rectangle part) {
        if (part.width == rowLength && part.width * part.height == plane.length) {
            return plane;
        }
        float[] cut = new float[part.width * part.height];
        for (int y = 0; y < part.height; y++) {
            System.arraycopy(plane, (part.y + y) * rowLength + part.x, cut, y * part.width, part.width);
        }
        return cut;
    }
}
