package io.github.kernelj.task;

import io.github.kernelj.engine.Border;
import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Pixels;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.PlaneWriter;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.awt.Rectangle;
import java.io.IOException;

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

    /** The window of one whole plane. */
    PlaneSource toWindow(PlaneSource planes, int z) {
        Shape shape = Shape.of(window.width, window.height);
        return new PlaneSource() {
            @Override
            public Shape shape() {
                return shape;
            }

            @Override
            public float[] plane(int ignored) throws IOException {
                float[] plane = new float[window.width * window.height];
                Pixels pixels = pixels(ignored);
                for (int row = 0; row < window.height; row++) {
                    pixels.read(row * window.width, window.width, plane, row * window.width);
                }
                return plane;
            }

            @Override
            public Pixels pixels(int ignored) throws IOException {
                return cut(planes.pixels(z));
            }
        };
    }

    private Pixels cut(Pixels plane) {
        return new Pixels() {
            @Override
            public int length() {
                return window.width * window.height;
            }

            @Override
            public void read(int from, int count, float[] to, int at) {
                int row = window.y + from / window.width;
                plane.read(row * width + window.x + from % window.width, count, to, at);
            }
        };
    }

    /** Takes the window's results, and hands on those of the area. */
    PlaneSink toArea(PlaneSink results) {
        int left = area.x - window.x;
        int top = area.y - window.y;
        Shape shape = Shape.of(area.width, area.height);
        return new PlaneSink() {
            @Override
            public PlaneWriter open(int z, Shape ignored) throws IOException {
                PlaneWriter writer = results.open(z, shape);
                return new PlaneWriter() {
                    @Override
                    public void write(int x, int y, int count, float[] values, int at) {
                        int first = Math.max(x, left);
                        int end = Math.min(x + count, left + area.width);
                        if (top <= y && y < top + area.height && first < end) {
                            writer.write(first - left, y - top, end - first, values, at + first - x);
                        }
                    }

                    @Override
                    public void finish() throws IOException {
                        writer.finish();
                    }
                };
            }

            @Override
            public void accept(int z, float[] plane) throws IOException {
                open(z, shape).writeAll(plane, window.width);
            }
        };
    }
}
