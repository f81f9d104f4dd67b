package io.github.kernelj.plugin;

import io.github.kernelj.image.SampleImages;
import java.io.IOException;

/** Plugins &gt; KernelJ &gt; Sample Images: opens the image that the menu entry names. Works without a network. */
public final class SampleImagePlugIn extends KernelPlugIn {

    private String name;

    public SampleImagePlugIn() {
        super("Sample Images");
    }

    @Override
    void take(String argument) {
        name = argument;
    }

    @Override
    void execute(String options) throws IOException {
        SampleImages.packed().open(name).show();
    }
}
