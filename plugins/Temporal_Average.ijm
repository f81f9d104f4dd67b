// Smooths a video, such as one of calcium signals, along time: every frame becomes the mean of five.
//
// axes=t lays the kernel along the frames; nothing moves in the plane. At both ends frames are reflected. If the frames of
// your video were opened as slices, use axes=z. Without an open image a video of drifting spots is taken.

if (nImages == 0) run("Drifting Spots (video, 8-bit)");
title = getTitle();
print("Noise before: " + noise());
run("Apply Kernel...", "axes=[t] border=[reflect] type=[32-bit] kernel=[moving-average(5)]");
rename("Smoothed " + title);
print("Noise after: " + noise());

// The standard deviation of the difference of the first two frames, over the square root of 2.
function noise() {
    width = getWidth();
    height = getHeight();
    sum = 0;
    squares = 0;
    first = newArray(width * height);
    setSlice(1);
    for (i = 0; i < first.length; i++) first[i] = getPixel(i % width, floor(i / width));
    setSlice(2);
    for (i = 0; i < first.length; i++) {
        difference = getPixel(i % width, floor(i / width)) - first[i];
        sum += difference;
        squares += difference * difference;
    }
    mean = sum / first.length;
    return d2s(sqrt((squares / first.length - mean * mean) / 2), 3);
}
