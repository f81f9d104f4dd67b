package io.github.kernelj.engine;

import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Taps multiplied and added, term by term: for small kernels, and for larger ones that fall into few products of lines.
 *
 * <p>The output is made in tiles of {@link Taps#LENGTH} columns by {@link #BAND} rows. For each {@link Term} the rows in
 * reach are combined along z, then along x by way of shifted copies, then along y into the sums, so that every loop reads
 * and writes separate arrays at one plain index; only such loops run on the processor's vector units.
 */
final class Direct implements Algorithm {

    /** Rows of a tile: few enough for the tile's rows to stay in the processor's cache. */
    private static final int BAND = 16;

    /** Finds results that aren't finite, which are then computed again. */
    private static final Taps CHECK = Taps.checking(BAND);

    /** Output pixels of a step, if planes are smaller: enough that handing out its pieces costs nothing. */
    private static final int STEP_PIXELS = 1 << 20;

    /** Nanoseconds for an output pixel, for a pixel copied into place, and for a tap multiplied and added. */
    private static final double PIXEL = 0.6;

    private static final double COPY = 0.12;
    private static final double TAP = 0.045;

    private final String name;
    private final Geometry geometry;
    private final InputRows reader;
    private final Offsets offsets;
    private final List<Term> terms;
    private final int outputs;

    /**
     * @param terms what adds up to the bank's kernels
     * @param name what to call it
     */
    Direct(String name, KernelBank bank, Geometry geometry, float constant, List<Term> terms) {
        this.name = name;
        this.geometry = geometry;
        this.reader = new InputRows(geometry, constant);
        this.offsets = new Offsets(bank);
        this.terms = terms;
        this.outputs = bank.outputs();
    }

    /** Rows of a tile's row set: those that its output rows reach. */
    static int strideOf(Shape kernel) {
        return BAND + kernel.height() - 1;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String reason() {
        int taps = (int) Math.round(terms.stream().mapToDouble(this::tapCount).sum());
        return taps + " multiplications a pixel for " + geometry.kernel().volume() + " taps";
    }

    private double tapCount(Term term) {
        double count = Arrays.stream(term.y()).mapToInt(Taps::count).sum();
        for (Taps x : term.x()) {
            count += x.isCopy() ? 0 : x.count();
        }
        return count + (term.z().isCopy() ? 0 : term.z().count());
    }

    @Override
    public double cost() {
        int width = geometry.output().width();
        double waste = Math.ceil((double) width / Taps.LENGTH) * Taps.LENGTH / width;
        double overlap = (BAND + geometry.kernel().height() - 1.0) / BAND;
        double perPixel = PIXEL * outputs;
        Term before = null;
        for (Term term : terms) {
            if (!term.sharesPlanesWith(before)) {
                perPixel += overlap * term.z().count() * (COPY + (term.z().isCopy() ? 0 : TAP));
            }
            for (Taps x : term.x()) {
                perPixel += overlap * x.count() * (COPY + (x.isCopy() ? 0 : TAP));
            }
            for (Taps y : term.y()) {
                perPixel += TAP * y.count();
            }
            before = term;
        }
        return waste * geometry.output().volume() * perPixel;
    }

    @Override
    public int planesPerStep() {
        long pixels = (long) geometry.output().width() * geometry.output().height();
        return (int) Math.max(1, Math.min(geometry.output().depth(), STEP_PIXELS / pixels));
    }

    @Override
    public Work begin() {
        Queue<Tile> idle = new ConcurrentLinkedQueue<>();
        return new Work() {
            @Override
            public int pieces(int planes) {
                return planes * bands();
            }

            @Override
            public void compute(Step step, int piece, Progress progress) {
                Tile borrowed = idle.poll();
                Tile tile = borrowed != null ? borrowed : new Tile();
                for (int left = 0; left < geometry.output().width(); left += Taps.LENGTH) {
                    progress.checkCancelled();
                    tile.compute(step, piece / bands(), piece % bands() * BAND, left);
                }
                idle.add(tile);
            }
        };
    }

    private int bands() {
        return (geometry.output().height() + BAND - 1) / BAND;
    }

    /** The rows that one piece of work writes on. */
    private final class Tile {
        private final Shape kernel = geometry.kernel();
        private final int stride = strideOf(kernel);
        private final int reach = Taps.LENGTH + kernel.width() - 1;
        private final float[][][] sums = new float[outputs][BAND][Taps.LENGTH];
        private final float[][] planeRows = new float[stride][reach];
        private final float[][] ofPlanes = new float[kernel.depth()][reach];
        private final float[][] shifted = new float[kernel.width()][Taps.LENGTH];
        private final float[][] rowSets = new float[sets() * stride][Taps.LENGTH];
        /** What y adds up: rows of the sets, or where nothing is shifted the planes' rows themselves. */
        private final float[][] rows = rowSets.clone();

        private final float[] check = new float[Taps.LENGTH];

        private Step step;
        private int plane;
        private int top;
        private int left;

        void compute(Step ofStep, int ofPlane, int firstRow, int firstColumn) {
            step = ofStep;
            plane = ofPlane;
            top = firstRow;
            left = firstColumn;
            int height = Math.min(BAND, geometry.output().height() - top);
            for (float[][] ofOutput : sums) {
                clear(ofOutput, height);
            }
            Term before = null;
            for (Term term : terms) {
                addTerm(term, before, height);
                before = term;
            }
            for (int output = 0; output < outputs; output++) {
                store(output, height);
            }
        }

        /** Goes down the tile; what a row is added to follows as soon as its last row is there, so that all stay cached. */
        private void addTerm(Term term, Term before, int height) {
            boolean samePlanes = term.sharesPlanesWith(before);
            for (int row = 0; row < height + kernel.height() - 1; row++) {
                if (!samePlanes) {
                    combinePlanes(term, row);
                }
                for (int set = 0; set < term.x().length; set++) {
                    combineColumns(term.x()[set], set, row);
                }
                int sumRow = row - kernel.height() + 1;
                for (int output = 0; sumRow >= 0 && output < outputs; output++) {
                    term.y()[output].addTo(sums[output][sumRow], rows, sumRow);
                }
            }
        }

        private void combinePlanes(Term term, int row) {
            Taps z = term.z();
            if (z.isCopy()) {
                read(term, z.offset(0), row, planeRows[row]);
                return;
            }
            for (int i = 0; i < z.count(); i++) {
                read(term, z.offset(i), row, ofPlanes[z.offset(i)]);
            }
            Arrays.fill(planeRows[row], 0);
            z.addTo(planeRows[row], ofPlanes, 0);
            addTail(z, planeRows[row]);
        }

        /** What {@link Taps#addTo} leaves: the few columns beyond its length. */
        private void addTail(Taps z, float[] row) {
            for (int i = 0; i < z.count(); i++) {
                float weight = z.weight(i);
                float[] from = ofPlanes[z.offset(i)];
                for (int x = Taps.LENGTH; x < reach; x++) {
                    row[x] = Math.fma(weight, from[x], row[x]);
                }
            }
        }

        private void read(Term term, int dz, int row, float[] into) {
            int z = geometry.plane(step.first() + plane, dz);
            float[] pixels = z == Border.OUTSIDE ? null : step.inputs()[term.input()][z];
            int count = Math.min(Taps.LENGTH, geometry.output().width() - left) + kernel.width() - 1;
            reader.read(pixels, geometry.row(top + row, 0), left + geometry.start()[0], count, into);
            float centre = step.centres()[term.input()];
            if (centre != 0) {
                increase(into, -centre);
            }
        }

        private void combineColumns(Taps x, int set, int row) {
            int at = set * stride + row;
            if (x.isCopy() && x.offset(0) == 0) {
                rows[at] = planeRows[row];
                return;
            }
            rows[at] = rowSets[at];
            if (x.isCopy()) {
                System.arraycopy(planeRows[row], x.offset(0), rows[at], 0, Taps.LENGTH);
                return;
            }
            for (int i = 0; i < x.count(); i++) {
                System.arraycopy(planeRows[row], x.offset(i), shifted[x.offset(i)], 0, Taps.LENGTH);
            }
            Arrays.fill(rows[at], 0);
            x.addTo(rows[at], shifted, 0);
        }

        private void store(int output, int height) {
            int width = geometry.output().width();
            int columns = Math.min(Taps.LENGTH, width - left);
            float offset = offsets.of(output, step.centres());
            Arrays.fill(check, 0);
            CHECK.addTo(check, sums[output], 0);
            for (int row = 0; row < height; row++) {
                if (offset != 0) {
                    increase(sums[output][row], offset);
                }
                System.arraycopy(
                        sums[output][row], 0, step.outputs()[output][plane], (top + row) * width + left, columns);
            }
            if (!isZero(check, columns)) {
                step.repair().area(step, output, plane, top, top + height, left, left + columns);
            }
        }
    }

    private int sets() {
        return terms.stream().mapToInt(term -> term.x().length).max().orElse(0);
    }

    private static void clear(float[][] rows, int count) {
        for (int row = 0; row < count; row++) {
            Arrays.fill(rows[row], 0);
        }
    }

    private static void increase(float[] row, float value) {
        for (int x = 0; x < row.length; x++) {
            row[x] += value;
        }
    }

    private static boolean isZero(float[] check, int columns) {
        for (int x = 0; x < columns; x++) {
            if (check[x] != 0) {
                return false;
            }
        }
        return true;
    }
}
