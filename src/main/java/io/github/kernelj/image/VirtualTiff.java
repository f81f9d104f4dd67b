package io.github.kernelj.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.io.FileOpener;
import ij.io.TiffDecoder;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.io.IOException;

/**
 * TIFF stacks of which planes are read by ImageJ's reader when they are asked for. ImageJ's own virtual stacks lose the
 * region of interest, properties and colours, and show zeros for a plane that can't be read.
 */
final class VirtualTiff {

    private VirtualTiff() {}

    /**
     * Opens a stack without reading more than its first plane.
     *
     * @param header of a file that suits ImageJ's reader
     * @return null if the file isn't a stack of which ImageJ's reader can find each plane
     */
    static ImagePlus open(String folder, String name, TiffHeader header) throws IOException {
        FileInfo[] planes = planes(new TiffDecoder(folder, name).getTiffInfo(), header.planes());
        if (planes == null) {
            return null;
        }
        // Has all that is told of the image, but one plane only.
        ImagePlus image = new FileOpener((FileInfo) planes[0].clone()).openImage();
        if (image == null) {
            return null;
        }
        boolean indexed = image.getType() == ImagePlus.COLOR_256;
        LUT lut = image.getBitDepth() == 24 ? null : image.getProcessor().getLut();
        ImageStack stack = stack(planes, image);
        image.setStack(null, stack);
        if (lut != null) {
            image.getProcessor().setLut(lut);
            stack.update(image.getProcessor());
        }
        if (indexed) {
            image.setTypeToColor256();
        }
        image.setFileInfo(planes[0]);
        return arranged(image, header, planes[0].description);
    }

    /** Where each plane is; null if that can't be told. */
    private static FileInfo[] planes(FileInfo[] found, int count) {
        if (found == null || count < 2 || String.valueOf(found[0].description).contains("order=zct")) {
            return null;
        }
        if (found.length == count) {
            return found;
        }
        FileInfo first = found[0];
        if (found.length != 1 || first.stripOffsets != null && first.stripOffsets.length > 1) {
            return null;
        }
        FileInfo[] planes = new FileInfo[count];
        long size = (long) first.width * first.height * first.getBytesPerPixel() + first.getGap();
        for (int i = 0; i < count; i++) {
            planes[i] = (FileInfo) first.clone();
            planes[i].nImages = 1;
            planes[i].longOffset = first.getOffset() + i * size;
        }
        return planes;
    }

    private static ImageStack stack(FileInfo[] planes, ImagePlus first) {
        int bitDepth = first.getBitDepth();
        ImageStack stack = new DiskStack(
                first.getWidth(), first.getHeight(), bitDepth, planes.length, plane -> read(planes[plane], plane));
        String[] labels = planes[0].sliceLabels;
        for (int i = 0; labels != null && i < Math.min(labels.length, planes.length); i++) {
            stack.setSliceLabel(labels[i], i + 1);
        }
        return stack;
    }

    private static Object read(FileInfo info, int plane) throws IOException {
        ImageProcessor processor = new FileOpener(info).openProcessor();
        if (processor == null) {
            throw new IOException("can't read plane " + (plane + 1) + " of " + info.getFilePath());
        }
        return processor.getPixels();
    }

    private static ImagePlus arranged(ImagePlus image, TiffHeader header, String description) {
        int channels = header.described("channels");
        int slices = header.described("slices");
        int frames = header.described("frames");
        if ((long) channels * slices * frames != image.getStackSize()) {
            return image;
        }
        image.setDimensions(channels, slices, frames);
        image.setOpenAsHyperStack(description.contains("hyperstack=true"));
        boolean composite = image.getOpenAsHyperStack() || description.contains("mode=");
        if (channels == 1 || image.getBitDepth() == 24 || !composite) {
            return image;
        }
        int mode = description.contains("mode=composite")
                ? CompositeImage.COMPOSITE
                : description.contains("mode=gray") ? CompositeImage.GRAYSCALE : CompositeImage.COLOR;
        return new CompositeImage(image, mode);
    }
}
