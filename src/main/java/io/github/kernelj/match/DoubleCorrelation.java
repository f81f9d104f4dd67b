package io.github.kernelj.match;

import io.github.kernelj.engine.DoubleFft;
import io.github.kernelj.engine.DoubleTile;
import io.github.kernelj.kernel.Shape;
import java.util.HashMap;
import java.util.Map;

/**
 * Correlation of a template with the pixels of a block in double precision, by Fourier tiles: for windows that single
 * precision isn't enough for, and for the sums under a mask. Immutable; what is kept from plane to plane lies in
 * {@link Spectra}, one for each thread.
 */
final class DoubleCorrelation {

    private final Shape shape;
    private final int rows;
    private final int columns;
    private final DoubleFft alongRows;
    private final DoubleFft alongColumns;
    private final DoubleTile[] weights;
    private final DoubleTile[] mask;

    /** Transforms the template, and its mask if it has one. */
    DoubleCorrelation(Template template) {
        this.shape = template.shape();
        this.rows = tileLength(shape.height());
        this.columns = tileLength(shape.width());
        this.alongRows = new DoubleFft(rows);
        this.alongColumns = new DoubleFft(columns);
        this.weights = new DoubleTile[shape.depth()];
        this.mask = template.isMasked() ? new DoubleTile[shape.depth()] : null;
        for (int z = 0; z < shape.depth(); z++) {
            weights[z] = spectrum(template, z, false);
            if (mask != null) {
                mask[z] = spectrum(template, z, true);
            }
        }
    }

    /** Scores that a tile gives along x. */
    int usefulColumns() {
        return columns - shape.width() + 1;
    }

    /** Scores that a tile gives along y. */
    int usefulRows() {
        return rows - shape.height() + 1;
    }

    /** Weights times pixels, as real parts; the scores of a tile begin at its row 0 and column 0. */
    DoubleTile correlations(Spectra spectra, int x, int y, int z) {
        return product(weights, spectra, x, y, z);
    }

    /** Sums of the pixels under the mask as real parts, of their squares as imaginary parts. */
    DoubleTile sums(Spectra spectra, int x, int y, int z) {
        return product(mask, spectra, x, y, z);
    }

    private DoubleTile product(DoubleTile[] factors, Spectra spectra, int x, int y, int z) {
        DoubleTile sum = new DoubleTile(columns, rows);
        for (int dz = 0; dz < shape.depth(); dz++) {
            sum.addProduct(factors[dz], spectra.at(x, y, z + dz));
        }
        DoubleTile result = new DoubleTile(rows, columns);
        sum.backward(alongRows, alongColumns, result);
        double factor = 1.0 / ((double) rows * columns);
        for (int row = 0; row < usefulRows(); row++) {
            for (int strip = 0; strip < result.strips(); strip++) {
                scale(result.reStrip(row, strip), factor);
                scale(result.imStrip(row, strip), factor);
            }
        }
        return result;
    }

    private static void scale(double[] values, double factor) {
        for (int x = 0; x < values.length; x++) {
            values[x] *= factor;
        }
    }

    private DoubleTile forward(DoubleTile pixels) {
        DoubleTile spectrum = new DoubleTile(columns, rows);
        pixels.forward(alongRows, alongColumns, spectrum);
        return spectrum;
    }

    private DoubleTile spectrum(Template template, int z, boolean ofMask) {
        DoubleTile tile = new DoubleTile(rows, columns);
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int i = (z * shape.height() + y) * shape.width() + x;
                tile.set(y, x, !ofMask ? template.weight(i) : template.counts(i) ? 1 : 0, 0);
            }
        }
        return forward(tile);
    }

    private static int tileLength(int taps) {
        return Math.max(DoubleTile.STRIP, 2 * Integer.highestOneBit(2 * taps - 1));
    }

    /** Spectra of a block's tiles, pixels as the real part and their squares as the imaginary part. */
    final class Spectra {

        private final BlockPixels pixels;
        private final Map<Place, DoubleTile> held = new HashMap<>();

        private record Place(int x, int y, int z) {}

        Spectra(BlockPixels pixels) {
            this.pixels = pixels;
        }

        /** Lets go of planes that no later score plane needs. */
        void release(int before) {
            held.keySet().removeIf(place -> place.z < before);
        }

        private DoubleTile at(int x, int y, int z) {
            return held.computeIfAbsent(new Place(x, y, z), this::transform);
        }

        private DoubleTile transform(Place place) {
            DoubleTile tile = new DoubleTile(rows, columns);
            int width = Math.min(columns, pixels.width - place.x);
            int height = Math.min(rows, pixels.height - place.y);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double pixel = pixels.pixel(place.x + x, place.y + y, place.z);
                    double value = (pixel - pixels.centre()) * pixels.scale();
                    tile.set(y, x, value, mask == null ? 0 : value * value);
                }
            }
            return forward(tile);
        }
    }
}
