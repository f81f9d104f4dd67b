// Learns from a pair how channels bleed into each other, and takes it back.
//
// The pair is an image whose channels are mixed and the same field of view with pure channels, measured for instance on
// samples with one dye each. For every pure channel a kernel of one tap per mixed channel is learned: the channels are laid
// along z, where a 1 x 1 x 2 kernel weighs them. Together the kernels are a bank from mixed to pure channels, which unmixes
// any other image of that microscope. With two images open, the first is taken as mixed and the second as pure; otherwise
// both are made up. For Fiji; a file name as argument saves the bank.

import ij.CompositeImage
import ij.IJ
import ij.ImagePlus
import ij.ImageStack
import ij.WindowManager
import ij.process.FloatProcessor
import io.github.kernelj.engine.Progress
import io.github.kernelj.kernel.Kernel
import io.github.kernelj.kernel.KernelBank
import io.github.kernelj.kernel.Shape
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

ImagePlus alongZ(ImagePlus image, int first, int last) {
    def stack = new ImageStack(image.width, image.height)
    (first..last).each { stack.addSlice(image.stack.getProcessor(it).convertToFloat()) }
    return new ImagePlus(image.title, stack)
}

KernelBank learn(ImagePlus mixed, ImagePlus pure) {
    int count = mixed.NChannels
    def settings = LearnSettings.parse(
            [width: "1", height: "1", depth: count.toString(), bias: "true", method: "exact"])
    return KernelBank.of((1..pure.NChannels).collect { output ->
        def learned = LearnTask.learn(alongZ(mixed, 1, count), alongZ(pure, output, output), settings,
                TrainingListener.NONE, Progress.NONE)
        def kernel = learned.kernel()
        (0..<count).collect { input ->
            Kernel.of(Shape.of(1, 1), [kernel.weight(0, 0, input)] as float[]).withBias(input == 0 ? kernel.bias() : 0)
        }
    })
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
