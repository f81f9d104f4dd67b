package io.github.kernelj.plugin;

import ij.io.DirectoryChooser;
import io.github.kernelj.task.OptionString;
import io.github.kernelj.task.StoredImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Plugins &gt; KernelJ &gt; Open OME-Zarr...: opens a folder of OME-Zarr as a virtual stack. */
public final class OpenZarrPlugIn extends KernelPlugIn {

    private static final String INPUT = "input";

    public OpenZarrPlugIn() {
        super("Open OME-Zarr");
    }

    @Override
    void execute(String options) throws IOException {
        String folder = options == null ? ask() : named(OptionString.parse(options, MacroVariables::value));
        if (folder != null) {
            StoredImages.openZarr(Path.of(folder)).show();
        }
    }

    private static String ask() {
        String folder = new DirectoryChooser("Open OME-Zarr").getDirectory();
        if (folder != null) {
            Recording.record(Map.of(INPUT, folder));
        }
        return folder;
    }

    private static String named(Map<String, String> options) {
        if (!options.keySet().equals(Map.of(INPUT, "").keySet())) {
            throw new IllegalArgumentException(
                    "the only setting is input, a folder of OME-Zarr; got " + options.keySet());
        }
        return options.get(INPUT);
    }
}
