package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Applies a random kernel of TAPS³ to a cube of SIZE³ floats with THREADS threads, once, and prints this process's peak
 * resident size in bytes. For Linux.
 */
public final class PeakMemory {

    private PeakMemory() {}

    public static void main(String[] args) throws Exception {
        int size = Integer.parseInt(args[0]);
        int taps = Integer.parseInt(args[1]);
        Random random = new Random(1);
        float[] weights = new float[taps * taps * taps];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat() - 0.3f;
        }
        Kernel kernel = Kernel.of(new Shape(taps, taps, taps), weights);
        Volume image = Ours.image(new Shape(size, size, size));
        try (Workers workers = new Workers(Integer.parseInt(args[2]))) {
            Ours.apply(KernelBank.of(kernel), image, workers).time();
        }
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                System.out.println(Long.parseLong(line.replaceAll("\\D", "")) * 1024);
            }
        }
    }
}
