package io.github.kernelj.learn;

import io.github.kernelj.kernel.Shape;

/**
 * A plane, and the columns near its left and right edge as rows: twice as many as a kernel hangs over, each side.
 *
 * @param plane the plane
 * @param edges its first columns, then its last ones; as wide as the plane is high
 */
record FramedPlane(CentredPlane plane, CentredPlane edges) {

    static FramedPlane of(int width, int height, Shape taps) {
        int deep = Math.min(width, 2 * taps.width() - 2);
        return new FramedPlane(new CentredPlane(width, height), new CentredPlane(height, 2 * deep));
    }

    /** Takes some rows of the pixels as {@link CentredPlane#fill} does. */
    void fill(float[] pixels, int pitch, int left, int top, double reference, int firstRow, int endRow) {
        plane.fill(pixels, pitch, left, top, reference, firstRow, endRow);
        int deep = edges.height / 2;
        edges.fillTransposed(plane, 0, deep, 0, firstRow, endRow);
        edges.fillTransposed(plane, plane.width - deep, deep, deep, firstRow, endRow);
    }
}
