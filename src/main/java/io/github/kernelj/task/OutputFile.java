package io.github.kernelj.task;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.io.FileInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps results from being written over what they are made of. */
final class OutputFile {

    private OutputFile() {}

    /** @throws IllegalArgumentException if the image was opened from the file, or reads planes from it */
    static void requireOther(Path output, ImagePlus image) throws IOException {
        for (String name : files(image)) {
            if (isSame(output, name)) {
                throw new IllegalArgumentException(
                        "output=" + output + " is the file of the image itself; choose another name");
            }
        }
    }

    private static List<String> files(ImagePlus image) {
        List<String> files = new ArrayList<>();
        FileInfo info = image.getOriginalFileInfo();
        if (info != null && info.fileName != null) {
            files.add(info.getFilePath());
        }
        ImageStack stack = image.getStackSize() > 1 ? image.getStack() : null;
        if (stack instanceof VirtualStack sequence && sequence.getDirectory() != null) {
            for (int i = 1; i <= sequence.size(); i++) {
                files.add(sequence.getDirectory() + sequence.getFileName(i));
            }
        }
        return files;
    }

    private static boolean isSame(Path output, String name) throws IOException {
        try {
            Path file = Path.of(name);
            return Files.exists(output) && Files.exists(file) && Files.isSameFile(output, file);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
