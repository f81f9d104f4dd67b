package io.github.kernelj.plugin;

import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ImageProcessor;
import java.util.Map;

/** The planes of a stack as they were before some of them were shown changed; holds copies of these alone. */
final class OriginalStack extends VirtualStack {

    private final ImageStack stack;
    private final Map<Integer, Object> copies;

    /** @param copies pixels by number of the plane, counted from 1 */
    OriginalStack(ImageStack stack, Map<Integer, Object> copies) {
        super(stack.getWidth(), stack.getHeight());
        this.stack = stack;
        this.copies = copies;
        setBitDepth(stack.getBitDepth());
    }

    @Override
    public int getSize() {
        return stack.size();
    }

    @Override
    public int size() {
        return stack.size();
    }

    @Override
    public Object getPixels(int n) {
        return copies.containsKey(n) ? copies.get(n) : stack.getPixels(n);
    }

    @Override
    public ImageProcessor getProcessor(int n) {
        ImageProcessor plane = stack.getProcessor(n);
        if (plane != null && copies.containsKey(n)) {
            plane = plane.duplicate();
            plane.setPixels(copies.get(n));
        }
        return plane;
    }

    @Override
    public String getSliceLabel(int n) {
        return stack.getSliceLabel(n);
    }
}
