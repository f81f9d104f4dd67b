// From a dense layer to a kernel, and how a kernel is learned: read the log.

section("1. A dense layer is too large");
pixels = 12e6;
inputs = 3 * pixels;
weights = inputs * 100;
print("An RGB image of 12 megapixels has " + d2s(inputs, 0) + " numbers.");
print("A dense layer with 100 hidden units joins each of them with each unit: " + d2s(weights, 0) + " weights,");
print(d2s(weights * 4 / 1e9, 1) + " GB. Nobody has the pictures to learn them from.");

section("2. Two principles shrink it");
print("Translation invariance: what a unit looks for doesn't depend on where it looks, so all units share their weights.");
print("Locality: it looks at its neighbourhood only, so weights further away are 0.");
print("On a line of 8 numbers a dense layer with 7 outputs has 56 weights. After both principles 2 are left, here 1 and -1:");
signal = newArray(1, 1, 0, 0, 0, 0, 1, 1);
kernel = newArray(1, -1);
dense = "";
slid = "";
for (unit = 0; unit < 7; unit++) {
    row = newArray(8);
    row[unit] = kernel[0];
    row[unit + 1] = kernel[1];
    sum = 0;
    for (i = 0; i < 8; i++) sum += row[i] * signal[i];
    dense = dense + sum + " ";
    slid = slid + (kernel[0] * signal[unit] + kernel[1] * signal[unit + 1]) + " ";
}
print("  the dense layer gives     " + dense);
print("  the kernel slid along     " + slid);

section("3. Correlation and convolution");
print("The kernel is laid on the image as it stands: Y(p) = bias + sum of W(d) X(p + d - anchor). That is cross-correlation.");
print("Convolution turns the kernel around first. A single bright pixel shows it: it is answered with the kernel turned");
print("around by correlation, and with the kernel as it is written by convolution:");
newImage("point", "32-bit black", 7, 1, 1);
setPixel(3, 0, 1);
print("  correlation with 1 2 3    " + answer("kernel=[1 2 3]"));
print("  convolution with 1 2 3    " + answer("operation=[convolution] kernel=[1 2 3]"));
close("point");

section("4. From 1-D to 3-D");
print("One formula serves lines, planes and volumes; only the neighbourhood grows. How many voxels a point spreads to:");
newImage("point", "32-bit black", 7, 7, 7);
setSlice(4);
setPixel(3, 3, 1);
print("  1 x 3                     " + reached("kernel=[1 1 1]"));
print("  3 x 3                     " + reached("kernel=[box(3)]"));
print("  3 x 3 x 3                 " + reached("kernel=[box(3, dimensions=3)]"));
close("point");

section("5. The kernel is learned");
print("Given an image X and what it should become, Y, the weights that do it are found by gradient descent on the squared");
print("error: begin anywhere, see how the error changes with each weight, and go a little way down. The size of the kernel");
print("is chosen, the weights are learned. X is 8 x 6, Y is X under the kernel 1 -1, so the answer is known.");
run("Lesson Input (8x6 numbers)");
x = numbers();
inputTitle = getTitle();
run("Lesson Target (7x6 numbers)");
y = numbers();
targetTitle = getTitle();
w0 = 0;
w1 = 0;
rate = 3e-2;
print("The loop in this macro, from weights of 0, with a learning rate of " + rate + ":");
for (step = 1; step <= 10; step++) {
    loss = 0;
    slope0 = 0;
    slope1 = 0;
    for (row = 0; row < 6; row++) {
        for (column = 0; column < 7; column++) {
            left = x[8 * row + column];
            right = x[8 * row + column + 1];
            error = w0 * left + w1 * right - y[7 * row + column];
            loss += error * error;
            slope0 += 2 * error * left;
            slope1 += 2 * error * right;
        }
    }
    if (step % 2 == 0) print("batch " + step + ", loss " + d2s(loss, 3));
    w0 -= rate * slope0;
    w1 -= rate * slope1;
}
print("It found " + d2s(w0, 3) + " and " + d2s(w1, 3) + ". The same by Learn Kernel:");
learned = getDirectory("temp") + "kernelj-lesson.txt";
options = "preset=[lesson] init=[zeros] input=[" + inputTitle + "] target=[" + targetTitle + "] kernel=&learned";
run("Learn Kernel...", options);
weights = split(File.openAsString(learned), " \n");
print("It found " + d2s(parseFloat(weights[0]), 3) + " and " + d2s(parseFloat(weights[1]), 3) + ".");
deleted = File.delete(learned);
selectImage(inputTitle);
close();
selectImage(targetTitle);
close();
print("More steps bring it closer to 1 and -1; a rate above 1/30 makes it diverge.");

function section(title) {
    print(" ");
    print(title);
}

// The pixels of the current image's first row after a kernel.
function answer(options) {
    run("Apply Kernel...", options);
    row = "";
    for (i = 0; i < getWidth(); i++) row = row + getPixel(i, 0) + " ";
    close();
    selectImage("point");
    return row;
}

// How many voxels of the current image aren't 0 after a kernel.
function reached(options) {
    run("Apply Kernel...", options);
    count = 0;
    for (z = 1; z <= nSlices; z++) {
        setSlice(z);
        for (i = 0; i < getWidth() * getHeight(); i++)
            if (getPixel(i % getWidth(), floor(i / getWidth())) != 0) count++;
    }
    close();
    selectImage("point");
    return count;
}

// All pixels of the current image, row by row.
function numbers() {
    all = newArray(getWidth() * getHeight());
    for (i = 0; i < all.length; i++) all[i] = getPixel(i % getWidth(), floor(i / getWidth()));
    return all;
}
