package io.github.kernelj.task;

import ij.ImagePlus;
import io.github.kernelj.image.SelectedPixels;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelNormalization;
import io.github.kernelj.match.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a kernel of the pixels that are selected in an image: a measured point spread function, a template. */
public final class KernelFromSelectionTask {

    private KernelFromSelectionTask() {}

    /**
     * Saves what {@link SelectedPixels} has as a kernel.
     *
     * @throws IllegalArgumentException if the selection can't become a kernel, saying why and what to do
     * @throws IOException if a plane can't be read or the file can't be written; there is no new file then
     */
    public static KernelFromSelectionResult save(ImagePlus image, KernelFromSelectionSettings settings)
            throws IOException {
        Path file = Values.path(KernelFromSelectionSettings.FILE, settings.file());
        SelectedPixels pixels = SelectedPixels.of(image, settings.slices());
        List<String> notices = new ArrayList<>();
        Kernel kernel = settings.normalize() == KernelFromSelectionSettings.Normalization.ZERO_MEAN
                ? Template.masked(pixels.shape(), pixels.values(), pixels.inside())
                        .kernel()
                : Kernel.of(pixels.shape(), pixels.values());
        if (settings.normalize() == KernelFromSelectionSettings.Normalization.SUM) {
            KernelNormalization normalization = KernelNormalization.of(kernel);
            normalization.notice().ifPresent(notices::add);
            kernel = normalization.kernel();
        }
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("image", image.getTitle());
        provenance.put("selection", pixels.place());
        provenance.put("normalize", Key.word(settings.normalize()));
        kernel = kernel.withName(stem(file)).withProvenance(provenance);
        Kernels.write(KernelBank.of(kernel), file);
        return new KernelFromSelectionResult(kernel, notices);
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", "");
    }
}
