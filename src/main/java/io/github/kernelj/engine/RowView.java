package io.github.kernelj.engine;

import io.github.kernelj.kernel.Shape;
import java.util.Arrays;

/** What {@link RowByRow} takes for rows. Immutable. */
interface RowView {

    /** Columns, rows and planes of the kernel as seen here. */
    Shape kernel();

    /** Pixels of a row of the result. */
    int width();

    /** Rows of a plane of the result, in a step of so many output planes. */
    int rows(int planes);

    /** Planes of the result, in a step of so many output planes. */
    int planes(int planes);

    /**
     * Reads input pixels.
     *
     * @param at part of a row of the result
     * @param dy kernel row that sees the pixels
     * @param dz kernel plane that sees the pixels
     * @param count pixels to read, from the one that the kernel's first column sees
     */
    void read(Step step, int input, Stretch at, int dy, int dz, int count, float[] into);

    /** Writes results. */
    void write(float[] results, Step step, int output, Stretch at);

    /** Has results computed again that aren't finite. */
    void repair(Step step, int output, Stretch at);

    /**
     * Part of a row of the result.
     *
     * @param plane counted from the step's first
     * @param row counted from the plane's first, or the step's first where planes are rows
     * @param right column after the last
     */
    record Stretch(int plane, int row, int left, int right) {

        int count() {
            return right - left;
        }

        Stretch inRow(int other) {
            return new Stretch(plane, other, left, right);
        }
    }

    /** Rows as they are. */
    record OfPlane(Geometry geometry, InputRows reader) implements RowView {

        @Override
        public Shape kernel() {
            return geometry.kernel();
        }

        @Override
        public int width() {
            return geometry.output().width();
        }

        @Override
        public int rows(int planes) {
            return geometry.output().height();
        }

        @Override
        public int planes(int planes) {
            return planes;
        }

        @Override
        public void read(Step step, int input, Stretch at, int dy, int dz, int count, float[] into) {
            int z = geometry.plane(step.first() + at.plane(), dz);
            float[] pixels = z == Border.OUTSIDE ? null : step.inputs()[input][z];
            reader.read(pixels, geometry.row(at.row(), dy), at.left() + geometry.start()[0], count, into, 0);
        }

        @Override
        public void write(float[] results, Step step, int output, Stretch at) {
            float[] pixels = step.outputs()[output][at.plane()];
            System.arraycopy(results, 0, pixels, at.row() * width() + at.left(), at.count());
        }

        @Override
        public void repair(Step step, int output, Stretch at) {
            step.repair().area(step, output, at.plane(), at.row(), at.row() + 1, at.left(), at.right());
        }
    }

    /**
     * Whole planes as rows, for kernels that run along the stack only: a line along z is then one along y. Nothing has to
     * be turned, as pixels that the kernel sees together lie at the same place of their planes.
     */
    record OfStack(Geometry geometry, float constant) implements RowView {

        @Override
        public Shape kernel() {
            return Shape.of(1, geometry.kernel().depth());
        }

        @Override
        public int width() {
            return geometry.output().width() * geometry.output().height();
        }

        @Override
        public int rows(int planes) {
            return planes;
        }

        @Override
        public int planes(int planes) {
            return 1;
        }

        @Override
        public void read(Step step, int input, Stretch at, int dy, int dz, int count, float[] into) {
            int z = geometry.plane(step.first() + at.row(), dy);
            if (z == Border.OUTSIDE) {
                Arrays.fill(into, 0, count, constant);
            } else {
                System.arraycopy(step.inputs()[input][z], at.left(), into, 0, count);
            }
        }

        @Override
        public void write(float[] results, Step step, int output, Stretch at) {
            System.arraycopy(results, 0, step.outputs()[output][at.row()], at.left(), at.count());
        }

        @Override
        public void repair(Step step, int output, Stretch at) {
            int width = geometry.output().width();
            for (int from = at.left(); from < at.right(); ) {
                int y = from / width;
                int to = Math.min(at.right(), (y + 1) * width);
                step.repair().area(step, output, at.row(), y, y + 1, from - y * width, to - y * width);
                from = to;
            }
        }
    }
}
