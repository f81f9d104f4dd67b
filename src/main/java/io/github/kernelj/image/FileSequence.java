package io.github.kernelj.image;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Files of one size and kind as the frames of one image; each is opened when a plane of it is asked for. */
final class FileSequence {

    private final List<Path> files;
    private final ImagePlus first;
    private final int planes;
    private int at;
    private ImagePlus current;

    private FileSequence(List<Path> files) throws IOException {
        this.files = files;
        this.first = ImageFiles.openVirtual(files.get(0));
        this.current = first;
        this.planes = first.getStackSize();
    }

    /** @throws IOException if the first file can't be opened; of the others, a plane that can't be read tells */
    static ImagePlus open(List<Path> files) throws IOException {
        FileSequence sequence = new FileSequence(List.copyOf(files));
        ImagePlus first = sequence.first;
        DiskStack stack = new DiskStack(
                first.getWidth(),
                first.getHeight(),
                first.getBitDepth(),
                Math.multiplyExact(sequence.planes, files.size()),
                sequence::pixels);
        ImagePlus image = new ImagePlus(
                files.get(0).getFileName() + " to "
                        + files.get(files.size() - 1).getFileName(),
                stack);
        image.setDimensions(first.getNChannels(), first.getNSlices(), first.getNFrames() * files.size());
        image.setCalibration(first.getCalibration());
        return image;
    }

    private synchronized Object pixels(int plane) throws IOException {
        int file = plane / planes;
        if (file != at) {
            current = ImageFiles.openVirtual(files.get(file));
            at = file;
            requireLikeFirst();
        }
        return current.getStackSize() == 1
                ? current.getProcessor().getPixels()
                : current.getStack().getPixels(plane % planes + 1);
    }

    private void requireLikeFirst() throws IOException {
        boolean alike = Arrays.equals(current.getDimensions(), first.getDimensions())
                && current.getBitDepth() == first.getBitDepth()
                && current.getCalibration().getFunction()
                        == first.getCalibration().getFunction()
                && Objects.deepEquals(
                        current.getCalibration().getCoefficients(),
                        first.getCalibration().getCoefficients());
        if (!alike) {
            throw new IOException(files.get(at) + " isn't like " + files.get(0) + ": it is " + text(current)
                    + ", that is " + text(first)
                    + "; images of a sequence have the same size, kind and calibration of values");
        }
    }

    private static String text(ImagePlus image) {
        return image.getWidth() + " x " + image.getHeight() + " x " + image.getStackSize() + ", " + image.getBitDepth()
                + "-bit";
    }
}
