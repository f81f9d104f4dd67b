package io.github.kernelj.samples;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.io.Opener;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes the images of {@code test-images/} whose truth is known, from nothing but the photograph camera.png:
 *
 * <pre>mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dmain.class=io.github.kernelj.samples.GenerateTestImages -Dexec.args=test-images</pre>
 *
 * <p>Everything is seeded and reckoned with {@link StrictMath}, so each run on each machine gives the same pixels.
 */
public final class GenerateTestImages {

    private GenerateTestImages() {}

    /** @param args the folder, which holds camera.png already */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length > 0 ? args[0] : "test-images");
        ImagePlus camera = open(folder.resolve("camera.png"));
        for (Map.Entry<String, ImagePlus> made : Truth.images(camera).entrySet()) {
            save(made.getValue(), folder.resolve(made.getKey()));
        }
        for (Map.Entry<String, Kernel> made : Truth.kernels().entrySet()) {
            KernelFiles.write(KernelBank.of(made.getValue()), folder.resolve(made.getKey()));
        }
        for (Map.Entry<String, String> made : Truth.lesson().entrySet()) {
            Files.writeString(folder.resolve(made.getKey()), made.getValue());
        }
    }

    static ImagePlus open(Path file) throws IOException {
        ImagePlus image = new Opener().openImage(file.toString());
        if (image == null) {
            throw new IOException("ImageJ can't open " + file);
        }
        return image;
    }

    private static void save(ImagePlus image, Path file) throws IOException {
        FileSaver saver = new FileSaver(image);
        boolean saved =
                file.toString().endsWith(".png") ? saver.saveAsPng(file.toString()) : saver.saveAsTiff(file.toString());
        if (!saved) {
            throw new IOException("ImageJ can't write " + file);
        }
    }
}
