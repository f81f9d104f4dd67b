package io.github.kernelj.command;

import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.task.Kernels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.scijava.io.AbstractIOPlugin;
import org.scijava.io.IOPlugin;
import org.scijava.io.location.FileLocation;
import org.scijava.io.location.Location;
import org.scijava.plugin.Plugin;

/**
 * Kernel files for SciJava's {@code IOService}. A file is claimed only if it can be nothing else: a {@code .kernel}, or a
 * {@code .json} that begins as ours do. Text, arrays and TIFF are left to those who open them as tables and images;
 * {@link KernelService#kernel(String)} reads these as kernels. Kernels are saved as any kind of kernel file.
 */
@Plugin(type = IOPlugin.class)
public final class KernelFileFormat extends AbstractIOPlugin<KernelBank> {

    private static final int BEGINNING = 200;
    private static final List<String> SAVED = List.of(".json", ".npy", ".onnx", ".txt", ".kernel", ".tif", ".tiff");

    @Override
    public Class<KernelBank> getDataType() {
        return KernelBank.class;
    }

    @Override
    public boolean supportsOpen(Location source) {
        return source instanceof FileLocation file && isOurs(file.getFile().toPath());
    }

    @Override
    public boolean supportsSave(Location destination) {
        return destination instanceof FileLocation file
                && SAVED.stream().anyMatch(lowerCase(file.getFile().toPath())::endsWith);
    }

    @Override
    public KernelBank open(Location source) throws IOException {
        return Kernels.read(path(source));
    }

    @Override
    public void save(KernelBank kernel, Location destination) throws IOException {
        Kernels.write(kernel, path(destination));
    }

    private static Path path(Location location) throws IOException {
        if (location instanceof FileLocation file) {
            return file.getFile().toPath();
        }
        throw new IOException("kernels are read from files and written to files, not " + location.getURI());
    }

    private static boolean isOurs(Path file) {
        String name = lowerCase(file);
        return name.endsWith(".kernel") || name.endsWith(".json") && beginsLikeOurs(file);
    }

    private static boolean beginsLikeOurs(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8).contains("\"kernelj-kernel\"");
        } catch (IOException e) {
            return false;
        }
    }

    private static String lowerCase(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }
}
