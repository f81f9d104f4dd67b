package io.github.kernelj.image;

import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A stack whose planes are read when they are asked for. Unlike ImageJ's own it fails where a plane can't be read, rather
 * than to show zeros.
 */
final class DiskStack extends VirtualStack {

    /** Where the planes are. */
    @FunctionalInterface
    interface Planes {
        /**
         * @param plane counted from 0
         * @return its pixels as a new array
         */
        Object read(int plane) throws IOException;
    }

    private final transient Planes source;
    private final List<Integer> planes;
    private final List<String> labels;

    /** @param bitDepth 8, 16, 24 for RGB, or 32 */
    DiskStack(int width, int height, int bitDepth, int count, Planes source) {
        super(width, height);
        setBitDepth(bitDepth);
        this.source = source;
        this.planes = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        this.labels = new ArrayList<>(Collections.nCopies(count, null));
    }

    @Override
    public int getSize() {
        return planes.size();
    }

    @Override
    public String getSliceLabel(int n) {
        return labels.get(n - 1);
    }

    @Override
    public void setSliceLabel(String label, int n) {
        labels.set(n - 1, label);
    }

    @Override
    public void deleteSlice(int n) {
        planes.remove(n - 1);
        labels.remove(n - 1);
    }

    /** @throws UncheckedIOException if the plane can't be read */
    @Override
    public ImageProcessor getProcessor(int n) {
        Object pixels = getPixels(n);
        int width = getWidth();
        int height = getHeight();
        ImageProcessor plane = switch (getBitDepth()) {
            case 8 -> new ByteProcessor(width, height, (byte[]) pixels, null);
            case 16 -> new ShortProcessor(width, height, (short[]) pixels, null);
            case 24 -> new ColorProcessor(width, height, (int[]) pixels);
            default -> new FloatProcessor(width, height, (float[]) pixels, null);
        };
        if (cTable != null) {
            plane.setCalibrationTable(cTable);
        }
        return plane;
    }

    /** @throws UncheckedIOException if the plane can't be read */
    @Override
    public Object getPixels(int n) {
        try {
            return source.read(planes.get(translate(n) - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
