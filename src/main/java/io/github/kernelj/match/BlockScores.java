package io.github.kernelj.match;

import io.github.kernelj.engine.DoubleTile;
import java.util.Arrays;

/**
 * Scores of one block, plane by plane: correlations over norms where single precision is enough, and in double precision
 * where it isn't. Not safe for use by several threads.
 */
final class BlockScores {

    /** The error of a score, as estimated, that is let pass. */
    private static final double ALLOWED = 1e-6;

    /**
     * Error of a Fourier correlation, in units of the last place of the root mean squares of pixels and correlations. On
     * photographs it is mostly below; the largest that was seen is 27, and four units of the correlation itself: 2e-6 of a
     * score.
     */
    private static final double FOURIER_ERROR = 16;

    private static final double FLOAT = 0x1p-24;
    private static final double DOUBLE = 0x1p-53;

    /** A double tile costs about as many nanoseconds as it has pixels times this; a pixel of a window about one. */
    private static final int TILE_COST = 100;

    private final TemplateSet templates;
    private final BlockPixels pixels;
    private final Block block;
    private final int imageColumns;
    private final WindowNorms norms;
    private final DoubleCorrelation.Spectra[] spectra;
    private final float[] numerators;
    private final float[] factors;
    private int[] doubtful = new int[64];
    private int doubtfulCount;
    private int z = -1;

    /**
     * Scores to be.
     *
     * @param imageColumns number of columns of the score planes
     * @param norms scratch of the block's size
     */
    BlockScores(TemplateSet templates, BlockPixels pixels, Block block, int imageColumns, WindowNorms norms) {
        this.templates = templates;
        this.pixels = pixels;
        this.block = block;
        this.imageColumns = imageColumns;
        this.norms = norms;
        // Rows of their own, as loops over parts of larger arrays aren't turned into vector instructions.
        this.numerators = new float[block.width()];
        this.factors = new float[block.width()];
        this.spectra = new DoubleCorrelation.Spectra[templates.size()];
    }

    /**
     * Goes on to the windows whose first plane is {@code first}.
     *
     * @return how many of them hold a missing pixel
     */
    long begin(int first) {
        z = first;
        norms.compute(pixels, z);
        for (DoubleCorrelation.Spectra held : spectra) {
            if (held != null) {
                held.release(z);
            }
        }
        return norms.missing();
    }

    /**
     * Scores of a template without a mask.
     *
     * @param correlations its answer to the centred pixels, by row and column of the block
     * @param plane takes the scores, by row and column of the image
     */
    void score(int template, float[] correlations, float[] plane) {
        double noise = FOURIER_ERROR * (norms.rms() + sampledRms(correlations));
        float most = (float) (ALLOWED / (FLOAT * noise));
        float[] inverses = norms.inverses();
        doubtfulCount = 0;
        for (int y = 0; y < block.height(); y++) {
            int from = y * block.width();
            int to = (block.y() + y) * imageColumns + block.x();
            System.arraycopy(correlations, from, numerators, 0, numerators.length);
            System.arraycopy(inverses, from, factors, 0, factors.length);
            for (int x = 0; x < numerators.length; x++) {
                numerators[x] *= factors[x];
            }
            System.arraycopy(numerators, 0, plane, to, numerators.length);
            boolean fine = true;
            for (int x = 0; x < numerators.length; x++) {
                fine &= factors[x] <= most & numerators[x] <= 1 & numerators[x] >= -1;
            }
            if (!fine) {
                lookAgain(from, plane, to, most);
            }
        }
        resolve(template, noise * DOUBLE, plane);
    }

    /** Scores of a template with a mask. */
    void scoreMasked(int template, float[] plane) {
        DoubleCorrelation correlation = templates.inDouble(template);
        doubtfulCount = 0;
        for (int y = 0; y < block.height(); y += correlation.usefulRows()) {
            for (int x = 0; x < block.width(); x += correlation.usefulColumns()) {
                DoubleTile products = correlation.correlations(spectra(template), x, y, z);
                DoubleTile sums = correlation.sums(spectra(template), x, y, z);
                for (int row = 0; row < Math.min(correlation.usefulRows(), block.height() - y); row++) {
                    maskedRow(template, products, sums, row, x, y + row, plane);
                }
            }
        }
        for (int i = 0; i < doubtfulCount; i++) {
            plane[place(doubtful[i])] = (float) direct(template, doubtful[i]);
        }
    }

    private void maskedRow(int template, DoubleTile products, DoubleTile sums, int row, int x, int y, float[] plane) {
        int count = templates.get(template).pixels();
        int width = Math.min(templates.inDouble(template).usefulColumns(), block.width() - x);
        // The sums' error, from the squares' root mean square, which is at least the mean square.
        double enough = FOURIER_ERROR * DOUBLE * count * Math.max(1, norms.rms() * norms.rms()) / ALLOWED;
        double noise = FOURIER_ERROR * DOUBLE * norms.rms() / ALLOWED;
        for (int column = 0; column < width; column++) {
            int index = y * block.width() + x + column;
            int to = place(index);
            double sum = sums.re(row, column);
            double mean = sum / count;
            double squares = sums.im(row, column) - sum * mean;
            double centre = pixels.centre() * pixels.scale();
            if (norms.inverses()[index] == 0) {
                plane[to] = 0;
            } else if (!(squares > enough) || !(Math.sqrt(squares) > noise)) {
                doubt(index);
            } else {
                plane[to] = Template.isFlat(squares, centre + mean, count)
                        ? 0
                        : clamp(products.re(row, column) / Math.sqrt(squares));
            }
        }
    }

    /** Notes what of a row isn't certain, and keeps rounding from exceeding 1. */
    private void lookAgain(int from, float[] plane, int to, float most) {
        float[] inverses = norms.inverses();
        for (int x = 0; x < block.width(); x++) {
            float score = plane[to + x];
            if (!(inverses[from + x] <= most) || !(Math.abs(score) <= 1 + ALLOWED)) {
                doubt(from + x);
            } else {
                plane[to + x] = clamp(score);
            }
        }
    }

    private void doubt(int index) {
        if (doubtfulCount == doubtful.length) {
            doubtful = Arrays.copyOf(doubtful, 2 * doubtfulCount);
        }
        doubtful[doubtfulCount++] = index;
    }

    /** Computes the doubtful scores in double, by tiles if they are many, each by itself if they are few. */
    private void resolve(int template, double noise, float[] plane) {
        if (doubtfulCount == 0) {
            return;
        }
        DoubleCorrelation correlation = templates.inDouble(template);
        int columns = correlation.usefulColumns();
        int rows = correlation.usefulRows();
        int across = (block.width() - 1) / columns + 1;
        int down = (block.height() - 1) / rows + 1;
        int[] counts = new int[across * down];
        for (int i = 0; i < doubtfulCount; i++) {
            counts[tileOf(doubtful[i], columns, rows, across)]++;
        }
        long pixelCount = templates.shape().volume();
        long tilePixels = (long) (columns + templates.shape().width())
                * (rows + templates.shape().height());
        DoubleTile[] tiles = new DoubleTile[counts.length];
        for (int tile = 0; tile < tiles.length; tile++) {
            if (counts[tile] * pixelCount
                    > TILE_COST * tilePixels * templates.shape().depth()) {
                tiles[tile] =
                        correlation.correlations(spectra(template), tile % across * columns, tile / across * rows, z);
            }
        }
        for (int i = 0; i < doubtfulCount; i++) {
            int index = doubtful[i];
            DoubleTile tile = tiles[tileOf(index, columns, rows, across)];
            double inverse = norms.inverses()[index];
            plane[place(index)] = tile != null && inverse * noise <= ALLOWED
                    ? clamp(tile.re(index / block.width() % rows, index % block.width() % columns) * inverse)
                    : (float) direct(template, index);
        }
    }

    private int tileOf(int index, int columns, int rows, int across) {
        return index / block.width() / rows * across + index % block.width() / columns;
    }

    private int place(int index) {
        return (block.y() + index / block.width()) * imageColumns + block.x() + index % block.width();
    }

    private DoubleCorrelation.Spectra spectra(int template) {
        if (spectra[template] == null) {
            spectra[template] = templates.inDouble(template).new Spectra(pixels);
        }
        return spectra[template];
    }

    /** One window straight from the formula. */
    private double direct(int template, int index) {
        return WindowScore.of(templates.get(template), pixels, index % block.width(), index / block.width(), z);
    }

    private static float clamp(double score) {
        return (float) Math.max(-1, Math.min(1, score));
    }

    private static double sampledRms(float[] values) {
        double squares = 0;
        int count = 0;
        for (int i = 0; i < values.length; i += 7) {
            squares += (double) values[i] * values[i];
            count++;
        }
        return Math.sqrt(squares / count);
    }
}
