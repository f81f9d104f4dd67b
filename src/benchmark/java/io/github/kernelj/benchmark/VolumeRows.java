package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;

/** Volumes beside scipy: ndimage for the smallest kernel, the product of spectra for the others. */
final class VolumeRows implements Rows {

    private static final Shape CUBE = new Shape(256, 256, 256);

    @Override
    public void run(Table table, Workers workers) throws Exception {
        int[] sizes = {3, 5, 7, 9, 15};
        double[][] goals = {{8, 10}, {3, 4}, {2.5, 3}, {2, 2}, {1.5, 2}};
        try (SciPy scipy = new SciPy()) {
            for (int i = 0; i < sizes.length; i++) {
                int k = sizes[i];
                Shape shape = new Shape(k, k, k);
                Kernel kernel = Kernels.random(shape);
                String peer = k == 3 ? "correlate" : "fftconvolve";
                table.row(
                        "cube " + k + "x" + k + "x" + k + " (scipy)",
                        workers,
                        goals[i],
                        () -> Ours.apply(kernel, Ours.image(CUBE), workers),
                        () -> scipy.work(peer, CUBE, shape, workers));
            }
        }
    }
}
