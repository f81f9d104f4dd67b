"""Makes the images of microscope A look as if microscope B had taken them.

From one field of view that both have taken, in register, it learns the kernel that makes B's image of A's, and applies it
to every TIFF and PNG of a folder. It asks for the two images, the folder, and the folder for the results; or takes them as
arguments. The kernel is kept beside the results. For Fiji, or ImageJ with Jython.
"""
import os
import sys

from ij import IJ
from ij.io import DirectoryChooser, OpenDialog
from io.github.kernelj.engine import Progress
from io.github.kernelj.learn import TrainingListener
from io.github.kernelj.task import ApplySettings, ApplyTask, LearnSettings, LearnTask
from java.io import File


def path(name):
    return File(name).toPath()


def ask():
    arguments = getattr(sys, "argv", [])[1:]
    if len(arguments) == 4:
        return arguments
    return [OpenDialog("An image from microscope A").getPath(),
            OpenDialog("The same from microscope B").getPath(),
            DirectoryChooser("Folder of images from microscope A").getDirectory(),
            DirectoryChooser("Folder for the results").getDirectory()]


def main(image_a, image_b, images, results):
    kernel = os.path.join(results, "a-to-b.json")
    settings = LearnSettings.parse({"size": "7", "bias": "true", "method": "exact"})
    learned = LearnTask.learn(path(image_a), path(image_b), path(kernel), settings, TrainingListener.NONE, Progress.NONE)
    for line in learned.summary():
        IJ.log(line)
    matching = ApplySettings.parse({"kernel": kernel})
    for name in sorted(os.listdir(images)):
        if name.lower().endswith((".tif", ".tiff", ".png")):
            ApplyTask.apply(path(os.path.join(images, name)), path(os.path.join(results, name)), matching, Progress.NONE)
            IJ.log("Matched " + name)


chosen = ask()
if None not in chosen:
    main(*chosen)
