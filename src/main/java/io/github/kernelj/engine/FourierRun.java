package io.github.kernelj.engine;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One run of {@link Fourier} over the planes of a volume. Kernels of one plane are applied sheet by sheet, while its numbers
 * are in the cache. With deeper ones the spectra of all planes in reach are held.
 */
final class FourierRun implements Algorithm.Work {

    /** Most output planes whose products are added up together, each row of spectra being used for all of them. */
    private static final int GROUP = 8;

    private final KernelBank bank;
    private final Geometry geometry;
    private final FourierTiling tiling;
    private final FourierTiles tiles;
    private final Offsets offsets;
    private final Fft alongRows;
    private final Fft alongColumns;
    private final int depth;
    private final ComplexTile[][] kernels;
    /** By input, plane and sheet; behind the last plane the one of the border's constant. */
    private final Spectrum[][][] held;

    private final List<InputPlane> needed = new ArrayList<>();
    private final Queue<ComplexTile> upright = new ConcurrentLinkedQueue<>();
    private final Queue<ComplexTile> exchanged = new ConcurrentLinkedQueue<>();

    /** The transform of a sheet, rows and columns exchanged, with the pixels that had to be left out. */
    private record Spectrum(ComplexTile sheet, List<FourierTiles.Missing> missing) {}

    /** A plane of an input whose spectra are to be made; z may be {@link Border#OUTSIDE}. */
    private record InputPlane(int input, int z) {}

    FourierRun(KernelBank bank, Geometry geometry, FourierTiling tiling, float constant) {
        this.bank = bank;
        this.geometry = geometry;
        this.tiling = tiling;
        this.tiles = new FourierTiles(geometry, tiling, constant);
        this.offsets = new Offsets(bank);
        this.alongRows = new Fft(tiling.rows());
        this.alongColumns = new Fft(tiling.columns());
        this.depth = geometry.kernel().depth();
        this.held = new Spectrum[bank.inputs()][geometry.image().depth() + 1][];
        this.kernels = new ComplexTile[bank.outputs()][];
        for (int output = 0; output < kernels.length; output++) {
            kernels[output] = kernelSpectra(output);
        }
    }

    @Override
    public int preparations(Step step) {
        needed.clear();
        if (depth > 1) {
            letGo(step.first());
            for (int plane = step.first(); plane < step.first() + step.planes(); plane++) {
                for (int dz = 0; dz < depth; dz++) {
                    need(geometry.plane(plane, dz));
                }
            }
        }
        return needed.size() * tiling.sheets();
    }

    private void need(int z) {
        for (int input = 0; input < bank.inputs(); input++) {
            if (held[input][slot(z)] == null) {
                held[input][slot(z)] = new Spectrum[tiling.sheets()];
                needed.add(new InputPlane(input, z));
            }
        }
    }

    private int slot(int z) {
        return z == Border.OUTSIDE ? geometry.image().depth() : z;
    }

    /** Lets go of the spectra that no output plane from {@code first} on needs. */
    private void letGo(int first) {
        for (Spectrum[][] ofInput : held) {
            for (int z = 0; z < geometry.image().depth(); z++) {
                if (ofInput[z] != null && geometry.lastUse(z) < first) {
                    for (Spectrum spectrum : ofInput[z]) {
                        exchanged.add(spectrum.sheet());
                    }
                    ofInput[z] = null;
                }
            }
        }
    }

    @Override
    public void prepare(Step step, int piece) {
        InputPlane plane = needed.get(piece / tiling.sheets());
        int sheet = piece % tiling.sheets();
        held[plane.input()][slot(plane.z())][sheet] = spectrum(step, plane.input(), plane.z(), sheet);
    }

    private Spectrum spectrum(Step step, int input, int z, int sheet) {
        Pixels pixels = z == Border.OUTSIDE ? null : step.inputs()[input][z];
        ComplexTile tile = borrow(upright, tiling.rows(), tiling.columns());
        List<FourierTiles.Missing> missing = tiles.gather(pixels, step.centres()[input], sheet, tile);
        ComplexTile spectrum = borrow(exchanged, tiling.columns(), tiling.rows());
        transform(tile, spectrum);
        upright.add(tile);
        return new Spectrum(spectrum, missing);
    }

    @Override
    public int pieces(int planes) {
        int ofPlanes = depth == 1 ? planes : (planes + GROUP - 1) / GROUP * bank.outputs();
        return ofPlanes * tiling.sheets();
    }

    @Override
    public void compute(Step step, int piece, Progress progress) {
        int sheet = piece % tiling.sheets();
        int number = piece / tiling.sheets();
        if (depth == 1) {
            computePlane(step, number, sheet, progress);
        } else {
            int first = number / bank.outputs() * GROUP;
            int count = Math.min(GROUP, step.planes() - first);
            Spectrum[][] factors = new Spectrum[count][];
            for (int i = 0; i < count; i++) {
                factors[i] = factors(step.first() + first + i, sheet);
            }
            computeOutput(step, number % bank.outputs(), first, sheet, factors, progress);
        }
    }

    /** All outputs of one plane, for a kernel that reaches no other. */
    private void computePlane(Step step, int plane, int sheet, Progress progress) {
        Spectrum[] factors = new Spectrum[bank.inputs()];
        for (int input = 0; input < factors.length; input++) {
            factors[input] = spectrum(step, input, geometry.plane(step.first() + plane, 0), sheet);
        }
        for (int output = 0; output < bank.outputs(); output++) {
            computeOutput(step, output, plane, sheet, new Spectrum[][] {factors}, progress);
        }
        for (Spectrum factor : factors) {
            exchanged.add(factor.sheet());
        }
    }

    /** The spectra that an output plane's products take, in the order of the kernels'. */
    private Spectrum[] factors(int plane, int sheet) {
        Spectrum[] factors = new Spectrum[bank.inputs() * depth];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = held[i / depth][slot(geometry.plane(plane, i % depth))][sheet];
        }
        return factors;
    }

    /**
     * Computes a sheet of neighbouring planes of an output.
     *
     * @param first plane, counted from the step's first
     * @param factors for each of the planes
     */
    private void computeOutput(Step step, int output, int first, int sheet, Spectrum[][] factors, Progress progress) {
        ComplexTile[] sums = new ComplexTile[factors.length];
        ComplexTile[][] others = new ComplexTile[factors.length][];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = borrow(exchanged, tiling.columns(), tiling.rows());
            others[i] = sheets(factors[i]);
        }
        ComplexTile.sumProducts(sums, kernels[output], others);
        for (int i = 0; i < sums.length; i++) {
            progress.checkCancelled();
            store(step, output, first + i, sheet, sums[i], factors[i]);
        }
    }

    private void store(Step step, int output, int plane, int sheet, ComplexTile sum, Spectrum[] factors) {
        ComplexTile result = borrow(upright, tiling.rows(), tiling.columns());
        sum.backward(alongColumns);
        sum.transposeInto(result);
        result.backward(alongRows);
        boolean incomplete = false;
        for (Spectrum factor : factors) {
            factor.missing().forEach(place -> tiles.takeBack(result, place));
            incomplete |= !factor.missing().isEmpty();
        }
        tiles.store(result, sheet, offsets.of(output, step.centres()), step, output, plane, incomplete);
        upright.add(result);
        exchanged.add(sum);
    }

    private void transform(ComplexTile pixels, ComplexTile spectrum) {
        pixels.forward(alongRows);
        pixels.transposeInto(spectrum);
        spectrum.forward(alongColumns);
    }

    /** Spectra of the planes of an output's kernels, input by input, divided by the transform's length. */
    private ComplexTile[] kernelSpectra(int output) {
        ComplexTile[] spectra = new ComplexTile[bank.inputs() * depth];
        for (int i = 0; i < spectra.length; i++) {
            ComplexTile weights = kernelSheet(bank.kernel(output, i / depth), i % depth);
            spectra[i] = newTile(tiling.columns(), tiling.rows());
            transform(weights, spectra[i]);
        }
        return spectra;
    }

    /** A plane of a kernel in each tile of a sheet. */
    private ComplexTile kernelSheet(Kernel kernel, int z) {
        Shape shape = kernel.shape();
        ComplexTile sheet = newTile(tiling.rows(), tiling.columns());
        float[] row = new float[shape.width()];
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = kernel.weight(x, y, z) / tiling.tileSize();
            }
            for (int tile = 0; tile < tiling.abreast(); tile++) {
                sheet.put(tile, 0, y, row, row.length);
            }
        }
        return sheet;
    }

    private ComplexTile borrow(Queue<ComplexTile> idle, int rows, int columns) {
        ComplexTile tile = idle.poll();
        return tile != null ? tile : newTile(rows, columns);
    }

    private ComplexTile newTile(int rows, int columns) {
        return new ComplexTile(tiling.abreast(), rows, columns);
    }

    private static ComplexTile[] sheets(Spectrum[] spectra) {
        ComplexTile[] sheets = new ComplexTile[spectra.length];
        for (int i = 0; i < sheets.length; i++) {
            sheets[i] = spectra[i].sheet();
        }
        return sheets;
    }
}
