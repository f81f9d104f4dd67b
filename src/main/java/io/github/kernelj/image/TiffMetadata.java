package io.github.kernelj.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.RoiEncoder;

/** What ImageJ writes into a TIFF file. */
final class TiffMetadata {

    private TiffMetadata() {}

    /** Pixels and all that ImageJ's own command saves besides; the command itself swallows errors into a dialog. */
    static FileInfo of(ImagePlus image) {
        FileSaver saver = new FileSaver(image);
        FileInfo info = image.getFileInfo();
        if (info.fileType == FileInfo.RGB48) {
            // So ImageJ takes three channels of 16 bits, the first of which is labelled Red.
            info.fileType = FileInfo.GRAY16_UNSIGNED;
        }
        info.info = image.getInfoProperty();
        info.description = saver.getDescriptionString();
        info.roi = RoiEncoder.saveAsByteArray(image.getRoi());
        info.overlay = FileSaver.getOverlay(image);
        info.properties = image.getPropertiesAsArray();
        if (info.nImages > 1) {
            ImageStack stack = image.getStack();
            info.virtualStack = stack.isVirtual() ? (VirtualStack) stack : null;
            info.sliceLabels = labels(stack);
        }
        if (image.isComposite()) {
            saver.saveDisplayRangesAndLuts(image, info);
        }
        return info;
    }

    private static String[] labels(ImageStack stack) {
        String[] labels = new String[stack.size()];
        boolean any = false;
        for (int i = 0; i < labels.length; i++) {
            labels[i] = stack.getSliceLabel(i + 1);
            any |= labels[i] != null;
        }
        return any ? labels : null;
    }
}
