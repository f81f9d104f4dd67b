// The slope of the current image along x by Sobel's kernel, with its negative half.
//
// Where the image grows darker the slope is negative, and 8- and 16-bit pixels can't hold that: half of the edges are
// lost. With type=32-bit they stay. Without an open image a photograph is taken.

if (nImages == 0) run("Camera (photograph, 8-bit)");
title = getTitle();
original = getImageID();

run("Apply Kernel...", "kernel=[sobel-x]");
rename("Slope, negatives lost");
getStatistics(area, mean, min, max);
print("As 8 bits: from " + min + " to " + max);

selectImage(original);
run("Apply Kernel...", "type=[32-bit] kernel=[sobel-x]");
rename("Slope of " + title);
getStatistics(area, mean, min, max);
print("As 32 bits: from " + min + " to " + max);
