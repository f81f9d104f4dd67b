package io.github.kernelj.engine;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Correlation as a product of spectra, tile by tile (overlap-save): for large kernels.
 *
 * <p>Each tile of each input plane is transformed once, in two dimensions; along z the products of spectra are added up
 * plane by plane. So a deep kernel costs a few multiplications a pixel more, planes stream as with any algorithm, and all
 * outputs of a bank share the inputs' spectra. Two neighbouring tiles are transformed at once, as the real and imaginary
 * part of one complex tile: the kernel being real, they don't mix.
 *
 * <p>Overlap-save: A. V. Oppenheim, R. W. Schafer, Discrete-Time Signal Processing, section 8.7.
 */
final class Fourier implements Algorithm {

    /** Nanoseconds for a unit of {@link FourierTiling#transformCost}, and for a multiplication of spectra. */
    private static final double TRANSFORM = 0.33;

    private static final double PRODUCT = 0.1;

    private final KernelBank bank;
    private final Geometry geometry;
    private final FourierTiling tiling;
    private final FourierTiles tiles;
    private final Offsets offsets;
    private final Fft alongRows;
    private final Fft alongColumns;

    Fourier(KernelBank bank, Geometry geometry, float constant, FourierTiling tiling) {
        this.bank = bank;
        this.geometry = geometry;
        this.tiling = tiling;
        this.tiles = new FourierTiles(geometry, tiling, constant);
        this.offsets = new Offsets(bank);
        this.alongRows = new Fft(tiling.rows());
        this.alongColumns = new Fft(tiling.columns());
    }

    @Override
    public String name() {
        return "Fourier";
    }

    @Override
    public String reason() {
        return "spectra of " + tiling.columns() + " x " + tiling.rows() + " tiles cost less than "
                + geometry.kernel().volume() + " taps a pixel";
    }

    @Override
    public double cost() {
        long planes = geometry.output().depth();
        long inputPlanes = geometry.image().depth();
        double transforms = tiling.transformCost() * (planes * bank.outputs() + inputPlanes * bank.inputs());
        double products = 4.0
                * tiling.pairs()
                * tiling.tileSize()
                * planes
                * geometry.kernel().depth()
                * bank.inputs()
                * bank.outputs();
        double kernels = 2
                * tiling.transformCost()
                / tiling.pairs()
                * geometry.kernel().depth()
                * bank.inputs()
                * bank.outputs();
        return TRANSFORM * (transforms + kernels) + PRODUCT * products;
    }

    @Override
    public int planesPerStep() {
        return 1;
    }

    @Override
    public Work begin() {
        return new Run();
    }

    /** The transform of a pair of tiles, rows and columns exchanged, with the pixels that had to be left out. */
    private record Spectrum(ComplexTile tile, List<FourierTiles.Missing> missing) {}

    private record InputPlane(int input, int z) {}

    private final class Run implements Work {
        private final ComplexTile[][][] kernels = new ComplexTile[bank.outputs()][bank.inputs()][];
        private final List<Map<InputPlane, Spectrum>> held = new ArrayList<>();
        private final Queue<ComplexTile> upright = new ConcurrentLinkedQueue<>();
        private final Queue<ComplexTile> exchanged = new ConcurrentLinkedQueue<>();

        Run() {
            for (int output = 0; output < bank.outputs(); output++) {
                for (int input = 0; input < bank.inputs(); input++) {
                    kernels[output][input] = kernelSpectra(bank.kernel(output, input));
                }
            }
            for (int pair = 0; pair < tiling.pairs(); pair++) {
                held.add(new HashMap<>());
            }
        }

        @Override
        public int pieces(int planes) {
            return tiling.pairs();
        }

        @Override
        public void compute(Step step, int pair, Progress progress) {
            Map<InputPlane, Spectrum> spectra = held.get(pair);
            for (int plane = 0; plane < step.planes(); plane++) {
                for (int output = 0; output < bank.outputs(); output++) {
                    progress.checkCancelled();
                    computeOutput(step, plane, output, pair, spectra);
                }
                letGo(step, plane, spectra);
            }
        }

        private void computeOutput(Step step, int plane, int output, int pair, Map<InputPlane, Spectrum> spectra) {
            ComplexTile sum = borrow(exchanged, tiling.columns(), tiling.rows());
            sum.clear();
            List<FourierTiles.Missing> missing = new ArrayList<>();
            for (int input = 0; input < bank.inputs(); input++) {
                for (int dz = 0; dz < geometry.kernel().depth(); dz++) {
                    InputPlane key = new InputPlane(input, geometry.plane(step.first() + plane, dz));
                    Spectrum spectrum = spectra.computeIfAbsent(key, k -> transform(step, k, pair));
                    sum.addProduct(kernels[output][input][dz], spectrum.tile());
                    missing.addAll(spectrum.missing());
                }
            }
            ComplexTile result = borrow(upright, tiling.rows(), tiling.columns());
            sum.backward(alongColumns);
            sum.transposeInto(result);
            result.backward(alongRows);
            missing.forEach(place -> tiles.takeBack(result, place));
            tiles.store(result, pair, offsets.of(output, step.centres()), step, output, plane, !missing.isEmpty());
            upright.add(result);
            exchanged.add(sum);
        }

        private Spectrum transform(Step step, InputPlane key, int pair) {
            Pixels pixels = key.z() == Border.OUTSIDE ? null : step.inputs()[key.input()][key.z()];
            ComplexTile pixelTile = borrow(upright, tiling.rows(), tiling.columns());
            List<FourierTiles.Missing> missing = tiles.gather(pixels, step.centres()[key.input()], pair, pixelTile);
            ComplexTile spectrum = borrow(exchanged, tiling.columns(), tiling.rows());
            transform(pixelTile, spectrum);
            upright.add(pixelTile);
            return new Spectrum(spectrum, missing);
        }

        private void transform(ComplexTile pixels, ComplexTile spectrum) {
            pixels.forward(alongRows);
            pixels.transposeInto(spectrum);
            spectrum.forward(alongColumns);
        }

        /** Lets go of the spectra that no later output plane needs. */
        private void letGo(Step step, int plane, Map<InputPlane, Spectrum> spectra) {
            spectra.entrySet().removeIf(entry -> {
                int z = entry.getKey().z();
                boolean done = z != Border.OUTSIDE && geometry.lastUse(z) <= step.first() + plane;
                if (done) {
                    exchanged.add(entry.getValue().tile());
                }
                return done;
            });
        }

        /** Spectra of a kernel's planes, divided by the transform's length. */
        private ComplexTile[] kernelSpectra(Kernel kernel) {
            Shape shape = kernel.shape();
            float scale = 1f / tiling.tileSize();
            ComplexTile[] spectra = new ComplexTile[shape.depth()];
            for (int z = 0; z < spectra.length; z++) {
                ComplexTile weights = new ComplexTile(tiling.rows(), tiling.columns());
                for (int y = 0; y < shape.height(); y++) {
                    for (int x = 0; x < shape.width(); x++) {
                        weights.re[x / Fft.COLUMNS][y][x % Fft.COLUMNS] = kernel.weight(x, y, z) * scale;
                    }
                }
                spectra[z] = new ComplexTile(tiling.columns(), tiling.rows());
                transform(weights, spectra[z]);
            }
            return spectra;
        }
    }

    private static ComplexTile borrow(Queue<ComplexTile> idle, int rows, int columns) {
        ComplexTile tile = idle.poll();
        return tile != null ? tile : new ComplexTile(rows, columns);
    }
}
