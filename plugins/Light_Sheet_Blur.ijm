// Blurs a volume as a light-sheet microscope does: 0.8 micrometres in the plane, 2.4 across it.
//
// The lengths are in micrometres, unit=um, and become pixels by the image's own calibration, which may differ along z. To
// see what your microscope's blur takes away, apply it to a sharper volume. Without an open image a phantom is taken.

if (nImages == 0) run("Phantom (volume, 16-bit)");
title = getTitle();
getVoxelSize(width, height, depth, unit);
print("Voxels of " + width + " x " + height + " x " + depth + " " + unit);
run("Apply Kernel...", "type=[32-bit] kernel=[gaussian(sigma=0.8 0.8 2.4, unit=um)]");
rename("Blurred " + title);
getVoxelSize(width, height, depth, unit);
print("The result's: " + width + " x " + height + " x " + depth + " " + unit);
