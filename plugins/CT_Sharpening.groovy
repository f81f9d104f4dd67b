// Sharpens a CT image in Hounsfield units: sharpen first, read the numbers afterwards.
//
// CT slices are 16-bit pixels with a calibration to HU, where air is -1000 and water 0; signed ones are stored 32768 higher.
// The kernel sees HU and the result has the same calibration, so uniform tissue keeps its number and only edges are steeper. The width of the blur that is
// undone is in millimetres. Takes the current image, or draws a phantom. For Fiji; a file name as argument saves the result.

import ij.IJ
import ij.ImagePlus
import ij.WindowManager
import ij.measure.Calibration
import ij.process.ShortProcessor
import io.github.kernelj.engine.Progress
import io.github.kernelj.task.ApplySettings
import io.github.kernelj.task.ApplyTask

ImagePlus phantom() {
    def pixels = new ShortProcessor(128, 128)
    def disk = { int x, int y, int diameter, int hounsfield ->
        pixels.setValue(hounsfield + 32768)
        pixels.fillOval(x - diameter.intdiv(2), y - diameter.intdiv(2), diameter, diameter)
    }
    pixels.setValue(-1000 + 32768)
    pixels.fill()
    disk(64, 64, 110, 40)
    disk(44, 60, 36, -800)
    disk(84, 60, 36, -800)
    disk(64, 96, 16, 1000)
    def image = new ImagePlus("CT phantom", pixels)
    def calibration = image.getCalibration()
    calibration.setFunction(Calibration.STRAIGHT_LINE, [-32768, 1] as double[], "HU")
    calibration.pixelWidth = calibration.pixelHeight = 0.7
    calibration.setUnit("mm")
    return apply(image, "gaussian(sigma=1, unit=mm)")
}

ImagePlus apply(ImagePlus image, String kernel) {
    return ApplyTask.apply(image, ApplySettings.parse([kernel: kernel]), Progress.NONE).image()
}

def ct = WindowManager.getCurrentImage() ?: phantom()
def sharp = apply(ct, "unsharp(sigma=1, amount=1.5, unit=mm)")
sharp.setTitle("Sharpened " + ct.getTitle())
[before: ct, after: sharp].each { when, image ->
    def statistics = image.getStatistics()
    IJ.log("HU " + when + ": from " + statistics.min + " to " + statistics.max + ", mean " + IJ.d2s(statistics.mean, 2))
}
if (binding.hasVariable("args") && binding.getVariable("args")) {
    IJ.saveAsTiff(sharp, binding.getVariable("args")[0])
} else {
    sharp.show()
}
