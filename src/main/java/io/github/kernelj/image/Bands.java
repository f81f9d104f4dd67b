package io.github.kernelj.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;

/**
 * The bands of a decoded page as ImageJ planes: bytes, unsigned shorts or floats. Whatever ImageJ has no pixels for
 * becomes 32-bit, except signed shorts, which are shifted by 32768 and calibrated.
 *
 * @param width of every plane
 * @param height of every plane
 * @param signed whether shorts are shifted
 * @param planes {@code byte[]}, {@code short[]} or {@code float[]}, one for each band
 */
record Bands(int width, int height, boolean signed, List<Object> planes) {

    /** As the raster's own type says. */
    static Bands of(Raster raster, int count) {
        boolean signed = raster.getTransferType() == DataBuffer.TYPE_SHORT;
        return of(raster, count, signed);
    }

    /**
     * The first bands of a raster.
     *
     * @param signed whether whole numbers are signed, which rasters of bytes and ints don't tell
     */
    static Bands of(Raster raster, int count, boolean signed) {
        int bits = raster.getSampleModel().getSampleSize(0);
        boolean whole =
                raster.getTransferType() != DataBuffer.TYPE_FLOAT && raster.getTransferType() != DataBuffer.TYPE_DOUBLE;
        List<Object> planes = new ArrayList<>();
        for (int band = 0; band < count; band++) {
            if (whole && bits <= 8 && !signed) {
                planes.add(bytes(raster, band, bits == 1 ? 255 : 1));
            } else if (whole && bits > 8 && bits <= 16) {
                planes.add(shorts(raster, band, signed ? 32768 : 0));
            } else {
                planes.add(floats(raster, band, whole ? bits : 0, signed));
            }
        }
        return new Bands(raster.getWidth(), raster.getHeight(), signed && whole && bits > 8 && bits <= 16, planes);
    }

    /** An image of these bands as channels. */
    ImagePlus toImage(String title) {
        return toImage(title, List.of(this));
    }

    /** An image of pages of equal bands: bands become channels, pages slices. */
    static ImagePlus toImage(String title, List<Bands> pages) {
        Bands first = pages.get(0);
        ImageStack stack = new ImageStack(first.width, first.height);
        for (Bands page : pages) {
            page.planes.forEach(plane -> stack.addSlice(null, plane));
        }
        ImagePlus image = stack.size() == 1 ? new ImagePlus(title, stack.getProcessor(1)) : new ImagePlus(title, stack);
        image.setDimensions(first.planes.size(), pages.size(), 1);
        image.getProcessor().resetMinAndMax();
        if (first.signed) {
            Calibration calibration = image.getCalibration();
            calibration.setSigned16BitCalibration();
            image.setCalibration(calibration);
        }
        return first.planes.size() == 1 ? image : new CompositeImage(image, CompositeImage.COMPOSITE);
    }

    private static byte[] bytes(Raster raster, int band, int factor) {
        byte[] plane = new byte[raster.getWidth() * raster.getHeight()];
        int[] row = new int[raster.getWidth()];
        for (int i = 0; i < plane.length; i += row.length) {
            raster.getSamples(0, i / row.length, row.length, 1, band, row);
            for (int x = 0; x < row.length; x++) {
                plane[i + x] = (byte) (row[x] * factor);
            }
        }
        return plane;
    }

    private static short[] shorts(Raster raster, int band, int shift) {
        short[] plane = new short[raster.getWidth() * raster.getHeight()];
        int[] row = new int[raster.getWidth()];
        for (int i = 0; i < plane.length; i += row.length) {
            raster.getSamples(0, i / row.length, row.length, 1, band, row);
            for (int x = 0; x < row.length; x++) {
                // A raster of unsigned shorts may hold signed ones: only the bits count.
                plane[i + x] = (short) (row[x] + shift);
            }
        }
        return plane;
    }

    /** @param wholeBits bits of whole numbers, 0 for floats and doubles */
    private static float[] floats(Raster raster, int band, int wholeBits, boolean signed) {
        float[] plane = new float[raster.getWidth() * raster.getHeight()];
        double[] row = new double[raster.getWidth()];
        for (int i = 0; i < plane.length; i += row.length) {
            raster.getSamples(0, i / row.length, row.length, 1, band, row);
            for (int x = 0; x < row.length; x++) {
                double value = row[x];
                if (wholeBits > 0 && signed && value >= 1L << (wholeBits - 1)) {
                    value -= 1L << wholeBits;
                } else if (wholeBits > 0 && !signed && value < 0) {
                    value += 1L << wholeBits;
                }
                plane[i + x] = (float) value;
            }
        }
        return plane;
    }
}
