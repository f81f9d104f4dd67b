package io.github.kernelj.plugin;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.LUT;

/**
 * All planes of a stack, to be handed to {@code Undo.setup(Undo.TRANSFORM, copy)}. ImageJ keeps the copy that
 * {@link #duplicate} gives and puts its stack into the image of the same ID; it would refuse a stack, so this one says
 * it is a single small plane.
 */
final class StackCopy extends ImagePlus {

    private final ImagePlus image;
    private final int id;
    private final ImageStack planes;
    private final LUT[] luts;

    /** @param image whose pixels are in memory; they are copied */
    StackCopy(ImagePlus image) {
        this.image = image;
        this.id = image.getID();
        ImageStack stack = image.getStack();
        this.planes = new ImageStack(stack.getWidth(), stack.getHeight());
        for (int i = 1; i <= stack.size(); i++) {
            planes.addSlice(
                    stack.getSliceLabel(i), stack.getProcessor(i).duplicate().getPixels());
        }
        planes.update(image.getProcessor());
        this.luts = image.isComposite() ? image.getLuts() : new LUT[0];
    }

    @Override
    public int getID() {
        return id;
    }

    @Override
    public int getStackSize() {
        return 1;
    }

    @Override
    public double getSizeInBytes() {
        return 0;
    }

    @Override
    public ImagePlus duplicate() {
        return this;
    }

    /** Asked for when the user chooses Undo: a composite gets its display ranges back at the same time. */
    @Override
    public ImageStack getStack() {
        if (image instanceof CompositeImage composite && luts.length > 0) {
            composite.setLuts(luts);
            LUT current = luts[Math.min(luts.length, composite.getC()) - 1];
            composite.setDisplayRange(current.min, current.max);
        }
        return planes;
    }
}
