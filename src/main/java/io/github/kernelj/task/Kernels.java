package io.github.kernelj.task;

import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.image.KernelImage;
import io.github.kernelj.image.OpenImages;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelExpression;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.kernel.KernelImages;
import io.github.kernelj.kernel.VoxelSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Kernels in and out as every surface has them: expressions that may name open images, and files that may be TIFF. The
 * kinds of files are {@link KernelFiles}' and TIFF, as {@link KernelImage} has it.
 */
public final class Kernels {

    private static final KernelImages IMAGES = new KernelImages() {
        @Override
        public KernelBank named(String name) throws IOException {
            return KernelImage.bank(OpenImages.find("image(\"" + name + "\")", name));
        }

        @Override
        public KernelBank read(Path file) throws IOException {
            return Kernels.read(file);
        }
    };

    private Kernels() {}

    /**
     * The kernel that an expression means, {@code image("...")} being an open image or an image file.
     *
     * @param voxel spacing of the pixels of the image that the kernel is for; {@link VoxelSize#PIXEL} if there is none
     * @throws IllegalArgumentException if the expression can't be read or its parts don't go together, saying where
     * @throws IOException if a file can't be read, naming it
     */
    public static KernelBank evaluate(String expression, VoxelSize voxel) throws IOException {
        return KernelExpression.parse(expression).evaluate(voxel, IMAGES);
    }

    /**
     * The kernel or bank in a file.
     *
     * @throws IOException if it can't be read as one, naming it
     */
    public static KernelBank read(Path file) throws IOException {
        if (!KernelFiles.isTiff(file)) {
            return KernelFiles.read(file);
        }
        try {
            return KernelImage.bank(ImageFiles.open(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Saves a kernel or bank in the kind of file that the name's ending tells; a file that is there is replaced.
     *
     * @throws IllegalArgumentException if that kind can't hold it, saying what it has no place for
     * @throws IOException if the file can't be written, naming it; nothing is left behind then
     */
    public static void write(KernelBank bank, Path file) throws IOException {
        if (KernelFiles.isTiff(file)) {
            ImageFiles.save(KernelImage.of(bank), file);
        } else {
            KernelFiles.write(bank, file);
        }
    }

    /**
     * Whether a kernel could be saved there; to be asked before the work that makes it.
     *
     * @param kernels of how many a bank is made; 1 for a single kernel
     * @param bias whether it has a bias
     * @param offCentre whether its anchor isn't k / 2
     * @throws IllegalArgumentException if there is no such folder, or the file's kind can't hold it
     */
    public static void requireSavable(Path file, int kernels, boolean bias, boolean offCentre) {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "the kernel can't be saved as " + file + ": there is no folder " + folder);
        }
        if (kernels > 1 && !KernelFiles.isTiff(file) && !KernelFiles.holdsBanks(file)) {
            throw new IllegalArgumentException("the kernels can't be saved as " + file
                    + ": only a name that ends in .json (or .npy, .tif or .onnx) holds those of several channels");
        }
        boolean held = KernelFiles.isTiff(file) || KernelFiles.holdsBiasAndAnchor(file);
        if (!held && (bias || offCentre)) {
            throw new IllegalArgumentException("the kernel can't be saved as " + file
                    + ": only a name that ends in .json (or .tif or .onnx) holds "
                    + (bias ? "a bias" : "an anchor besides the weights"));
        }
    }
}
