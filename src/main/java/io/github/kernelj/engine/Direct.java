package io.github.kernelj.engine;

import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Taps multiplied and added, term by term: for small kernels, and for larger ones that fall into few products of lines.
 *
 * <p>The output is made in tiles of {@link Taps#LENGTH} columns by some rows. For each {@link Term} the rows in
 * reach are combined along z, then along x by way of shifted copies, then along y into the sums, so that every loop reads
 * and writes separate arrays at one plain index; only such loops run on the processor's vector units.
 */
final class Direct implements Algorithm {

    /** Rows of a tile: few enough to stay in the processor's cache, enough for tall kernels not to read most rows twice. */
    private static final int LEAST_ROWS = 16;

    private static final int MOST_ROWS = 96;

    /** Output pixels of a step, if planes are smaller: enough that handing out its pieces costs nothing. */
    private static final int STEP_PIXELS = 1 << 20;

    /** Nanoseconds for an output pixel, for a pixel copied into place, and for a tap multiplied and added. */
    private static final double PIXEL = 0.8;

    private static final double COPY = 0.095;
    private static final double PASS = 0.055;
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
        return rowsOf(kernel) + kernel.height() - 1;
    }

    /** Output rows of a tile. */
    private static int rowsOf(Shape kernel) {
        return Math.max(LEAST_ROWS, Math.min(MOST_ROWS, 3 * kernel.height()));
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
        double count = term.passes().stream()
                .flatMap(List::stream)
                .mapToInt(pass -> pass.taps().count())
                .sum();
        for (Taps x : term.x()) {
            count += x.isCopy() ? 0 : x.count();
        }
        return count + (term.z().isCopy() ? 0 : term.z().count());
    }

    @Override
    public double cost() {
        int width = geometry.output().width();
        double waste = Math.ceil((double) width / Taps.LENGTH) * Taps.LENGTH / width;
        double overlap = (double) strideOf(geometry.kernel()) / rowsOf(geometry.kernel());
        double perPixel = PIXEL * outputs;
        Term before = null;
        for (Term term : terms) {
            if (!term.sharesPlanesWith(before)) {
                perPixel += overlap * term.z().count() * (COPY + (term.z().isCopy() ? 0 : TAP));
            }
            for (Taps x : term.x()) {
                perPixel += overlap * x.count() * (COPY + (x.isCopy() ? 0 : TAP));
            }
            for (List<Term.Pass> ofOutput : term.passes()) {
                for (Term.Pass pass : ofOutput) {
                    perPixel += PASS + TAP * pass.taps().count();
                }
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
                    tile.compute(step, piece / bands(), piece % bands() * rowsOf(geometry.kernel()), left);
                }
                idle.add(tile);
            }
        };
    }

    private int bands() {
        int rows = rowsOf(geometry.kernel());
        return (geometry.output().height() + rows - 1) / rows;
    }

    /** The rows that one piece of work writes on. */
    private final class Tile {
        private final Shape kernel = geometry.kernel();
        private final int stride = strideOf(kernel);
        private final Rows memory = new Rows(Taps.LENGTH + kernel.width() - 1);
        private final float[][][] sums = memory.take(outputs, rowsOf(kernel));
        private final int planeRowsInUse = sharesPlanes() ? stride : kernel.height();
        private final float[][] planeRows = memory.take(planeRowsInUse);
        private final float[][] ofPlanes = memory.take(kernel.depth());
        private final float[][] shifted = memory.take(Taps.MOST);
        private final float[][][] rowSets = memory.take(sets(), kernel.height());
        /** Finds results that aren't finite, which are then computed again. */
        private final Taps checking = Taps.checking(rowsOf(kernel));

        private final float[] check = memory.take(1)[0];
        /** What passes add up: rows of the sets, or where nothing is shifted the planes' rows themselves. */
        private final float[][] rows = new float[sets() * stride][];

        private Step step;
        private int plane;
        private int top;
        private int left;

        void compute(Step ofStep, int ofPlane, int firstRow, int firstColumn) {
            step = ofStep;
            plane = ofPlane;
            top = firstRow;
            left = firstColumn;
            int height = Math.min(rowsOf(kernel), geometry.output().height() - top);
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

        /** Goes down the tile; what a row is added to follows as soon as the row is there, so that all stay cached. */
        private void addTerm(Term term, Term before, int height) {
            boolean samePlanes = term.sharesPlanesWith(before);
            int inUse = term.rowsInUse();
            for (int row = 0; row < height + kernel.height() - 1; row++) {
                if (!samePlanes) {
                    combinePlanes(term, row);
                }
                for (int set = 0; set < term.x().length; set++) {
                    rows[set * stride + row] = combineColumns(term.x()[set], row, rowSets[set][row % inUse]);
                }
                for (int output = 0; output < outputs; output++) {
                    addPasses(term.passes().get(output), sums[output], row, height);
                }
            }
        }

        private void addPasses(List<Term.Pass> passes, float[][] sum, int row, int height) {
            for (Term.Pass pass : passes) {
                int to = row - pass.lag();
                if (to >= 0 && to < height) {
                    pass.taps().addTo(sum[to], rows, to);
                }
            }
        }

        private void combinePlanes(Term term, int row) {
            Taps z = term.z();
            if (z.isCopy()) {
                read(term, z.offset(0), row, planeRows[row % planeRowsInUse]);
                return;
            }
            for (int i = 0; i < z.count(); i++) {
                read(term, z.offset(i), row, ofPlanes[z.offset(i)]);
            }
            Arrays.fill(planeRows[row % planeRowsInUse], 0);
            z.addTo(planeRows[row % planeRowsInUse], ofPlanes, 0);
            addTail(z, planeRows[row % planeRowsInUse]);
        }

        /** What {@link Taps#addTo} leaves: the few columns beyond its length. */
        private void addTail(Taps z, float[] row) {
            for (int i = 0; i < z.count(); i++) {
                float weight = z.weight(i);
                float[] from = ofPlanes[z.offset(i)];
                for (int x = Taps.LENGTH; x < row.length; x++) {
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

        /** @return the row of the set: {@code into}, or the planes' row itself if nothing is shifted */
        private float[] combineColumns(Taps x, int row, float[] into) {
            if (x.isCopy()) {
                if (x.offset(0) == 0) {
                    return planeRows[row % planeRowsInUse];
                }
                System.arraycopy(planeRows[row % planeRowsInUse], x.offset(0), into, 0, Taps.LENGTH);
                return into;
            }
            Arrays.fill(into, 0);
            x.addShifted(into, planeRows[row % planeRowsInUse], shifted);
            return into;
        }

        private void store(int output, int height) {
            int width = geometry.output().width();
            int columns = Math.min(Taps.LENGTH, width - left);
            float offset = offsets.of(output, step.centres());
            Arrays.fill(check, 0);
            checking.addTo(check, sums[output], 0);
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

    private boolean sharesPlanes() {
        return IntStream.range(1, terms.size()).anyMatch(i -> terms.get(i).sharesPlanesWith(terms.get(i - 1)));
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
