// Learns from a pair how channels bleed into each other, and takes it back.
//
// The pair is an image whose channels are mixed and the same field of view with pure channels, measured for instance on
// samples with one dye each. From images of several channels a bank of kernels is learned, here of a single tap each, which
// makes every pure channel of all the mixed ones. It unmixes any other image of that microscope. With two images open, the
// first is taken as mixed and the second as pure; otherwise both are made up. For Fiji; a file name as argument saves the
// bank.

import ij.CompositeImage
import ij.IJ
import ij.ImagePlus
import ij.ImageStack
import ij.WindowManager
import ij.process.FloatProcessor
import io.github.kernelj.engine.Progress
import io.github.kernelj.kernel.KernelBank
import io.github.kernelj.learn.TrainingListener
import io.github.kernelj.task.ApplySettings
import io.github.kernelj.task.ApplyTask
import io.github.kernelj.task.Kernels
import io.github.kernelj.task.LearnSettings
import io.github.kernelj.task.LearnTask

ImagePlus channels(String title, List<FloatProcessor> planes) {
    def stack = new ImageStack(planes[0].width, planes[0].height)
    planes.each { stack.addSlice(it) }
    def image = new ImagePlus(title, stack)
    image.setDimensions(planes.size(), 1, 1)
    return new CompositeImage(image, CompositeImage.COMPOSITE)
}

KernelBank learn(ImagePlus mixed, ImagePlus pure) {
    def settings = LearnSettings.parse([size: "1", bias: "true", method: "exact"])
    return LearnTask.learn(mixed, pure, settings, TrainingListener.NONE, Progress.NONE).bank()
}

List<ImagePlus> madeUp() {
    def random = new Random(1)
    def dyes = (0..1).collect { dye ->
        def plane = new FloatProcessor(96, 96)
        40.times {
            plane.setValue(50 + 150 * random.nextDouble())
            plane.fillOval(random.nextInt(96), random.nextInt(96), 4 + random.nextInt(12), 4 + random.nextInt(12))
        }
        plane
    }
    // The first dye shows to 30 % in the second channel, the second to 10 % in the first, over a background of 20.
    def mix = { double a, double b ->
        def plane = new FloatProcessor(96, 96)
        (0..<96 * 96).each { plane.setf(it, (float) (a * dyes[0].getf(it) + b * dyes[1].getf(it) + 20)) }
        plane
    }
    return [channels("mixed", [mix(1, 0.1), mix(0.3, 1)]), channels("pure", dyes)]
}

def ids = WindowManager.getIDList()
def pair = ids != null && ids.length == 2 ? ids.collect { WindowManager.getImage(it) } : madeUp()
def bank = learn(pair[0], pair[1])
(0..<bank.outputs()).each { output ->
    def weights = (0..<bank.inputs()).collect { IJ.d2s(bank.kernel(output, it).weight(0, 0, 0), 3) }
    IJ.log("Channel " + (output + 1) + ": weights " + weights.join(" ") + ", bias " + IJ.d2s(bank.bias(output), 3))
}
def unmixed = ApplyTask.apply(
        pair[0], bank, ApplySettings.parse([kernel: "identity", type: "32-bit"]), Progress.NONE).image()
unmixed.setTitle("Unmixed " + pair[0].title)
if (binding.hasVariable("args") && binding.getVariable("args")) {
    Kernels.write(bank, new File(binding.getVariable("args")[0]).toPath())
} else {
    unmixed.show()
}
