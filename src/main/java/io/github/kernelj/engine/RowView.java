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

    /** Image rows that lie side by side in one row; what a kernel row sees then isn't what the one above sees next. */
    default int group() {
        return 1;
    }

    /**
     * Reads the input pixels that a kernel row sees.
     *
     * @param at part of a row of the result
     * @param dy the kernel row
     * @param dz the kernel's plane
     * @param above what the kernel row above this one sees
     * @param into takes as many pixels as the part has, and one less than the kernel has columns
     * @return index of the first pixel in {@code into} that isn't one of {@code above}
     */
    int read(Step step, int input, Stretch at, int dy, int dz, float[] above, float[] into);

    /**
     * Writes results.
     *
     * @param finite whether they all are; else those that aren't are computed again before
     */
    void write(float[] results, Step step, int output, Stretch at, boolean finite);

    private static void write(
            float[] results, int index, Step step, int output, int plane, int x, int y, int count, boolean finite) {
        if (!finite) {
            step.repair().row(step, output, plane, x, y, count, results, index);
        }
        step.outputs()[output][plane].write(x, y, count, results, index);
    }

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

    /**
     * Rows as they are; or, of narrow images, several of them side by side with the columns between them that the kernel
     * reaches. The results there are of no use.
     */
    record OfPlane(Geometry geometry, InputRows reader, int group) implements RowView {

        static OfPlane of(Geometry geometry, InputRows reader) {
            int reach = geometry.kernel().width() - 1;
            int group = (RowByRow.COLUMNS + reach) / (geometry.output().width() + reach);
            return new OfPlane(
                    geometry,
                    reader,
                    group < 3 ? 1 : Math.min(group, geometry.output().height()));
        }

        /** Pixels from a row to the one beside it. */
        private int pitch() {
            return geometry.output().width() + geometry.kernel().width() - 1;
        }

        @Override
        public Shape kernel() {
            return geometry.kernel();
        }

        @Override
        public int width() {
            return (group - 1) * pitch() + geometry.output().width();
        }

        @Override
        public int rows(int planes) {
            return (geometry.output().height() + group - 1) / group;
        }

        @Override
        public int planes(int planes) {
            return planes;
        }

        @Override
        public int read(Step step, int input, Stretch at, int dy, int dz, float[] above, float[] into) {
            int z = geometry.plane(step.first() + at.plane(), dz);
            Pixels pixels = z == Border.OUTSIDE ? null : step.inputs()[input][z];
            int shared = dy == 0 ? 0 : group - 1;
            System.arraycopy(above, shared > 0 ? pitch() : 0, into, 0, shared * pitch());
            int count = group > 1 ? pitch() : at.count() + geometry.kernel().width() - 1;
            for (int beside = shared; beside < group; beside++) {
                int y = geometry.row(at.row() * group + beside, dy);
                reader.read(pixels, y, at.left() + geometry.start()[0], count, into, beside * pitch());
            }
            return shared * pitch();
        }

        @Override
        public void write(float[] results, Step step, int output, Stretch at, boolean finite) {
            int count = Math.min(geometry.output().width(), at.count());
            int top = at.row() * group;
            int end = Math.min(geometry.output().height(), top + group);
            for (int y = top; y < end; y++) {
                RowView.write(results, (y - top) * pitch(), step, output, at.plane(), at.left(), y, count, finite);
            }
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
        public int read(Step step, int input, Stretch at, int dy, int dz, float[] above, float[] into) {
            int z = geometry.plane(step.first() + at.row(), dy);
            if (z == Border.OUTSIDE) {
                Arrays.fill(into, 0, at.count(), constant);
            } else {
                Pixels pixels = step.inputs()[input][z];
                for (int from = at.left(); from < at.right(); ) {
                    int to = Math.min(at.right(), endOfRow(from));
                    pixels.read(from, to - from, into, from - at.left());
                    from = to;
                }
            }
            return 0;
        }

        @Override
        public void write(float[] results, Step step, int output, Stretch at, boolean finite) {
            int width = geometry.output().width();
            for (int from = at.left(); from < at.right(); ) {
                int y = from / width;
                int to = Math.min(at.right(), endOfRow(from));
                RowView.write(
                        results, from - at.left(), step, output, at.row(), from - y * width, y, to - from, finite);
                from = to;
            }
        }

        private int endOfRow(int index) {
            int width = geometry.output().width();
            return (index / width + 1) * width;
        }
    }
}
