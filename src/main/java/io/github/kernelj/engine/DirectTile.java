package io.github.kernelj.engine;

import io.github.kernelj.engine.Direct.Run;
import java.util.List;

/** Where one thread computes pieces of {@link Direct}: some runs side by side, band by band down their rows. */
final class DirectTile {

    private final Geometry geometry;
    private final InputRows reader;
    private final Offsets offsets;
    private final List<List<Term>> terms;
    private final int slotWidth;

    private final Band sums = new Band();
    private final Band line;
    private final Band plane;
    /** For each term of an output that isn't plain: its combined rows, from the band's first to those its taps reach. */
    private final float[][] rowsOfTerms;

    private Step step;
    private List<Run> runs;

    /**
     * @param terms for each output channel
     * @param slotWidth columns from one run's first to the next one's
     */
    DirectTile(Geometry geometry, InputRows reader, Offsets offsets, List<List<Term>> terms, int slotWidth) {
        this.geometry = geometry;
        this.reader = reader;
        this.offsets = offsets;
        this.terms = terms;
        this.slotWidth = slotWidth;
        boolean plain = terms.stream().flatMap(List::stream).allMatch(Term::isPlain);
        this.line = plain ? null : new Band();
        this.plane = plain ? null : new Band();
        int most = plain ? 0 : terms.stream().mapToInt(List::size).max().orElse(0);
        this.rowsOfTerms = new float[most][(Band.ROWS + geometry.kernel().height() - 1) * Band.PITCH];
    }

    /**
     * Computes all runs, band by band.
     *
     * @param groups runs that are computed side by side; several groups only if all terms are plain
     */
    void compute(Step ofStep, List<List<Run>> groups, Progress progress) {
        step = ofStep;
        int height = groups.stream()
                .flatMap(List::stream)
                .mapToInt(Run::height)
                .max()
                .orElseThrow();
        for (int output = 0; output < terms.size(); output++) {
            for (int top = 0; top < height; top += Band.ROWS) {
                progress.checkCancelled();
                for (List<Run> group : groups) {
                    runs = group;
                    computeBand(output, top);
                }
            }
        }
    }

    /** @param top first row of the band, counted from the runs' first */
    private void computeBand(int output, int top) {
        List<Term> ofOutput = terms.get(output);
        sums.clear();
        if (ofOutput.isEmpty()) {
            sums.leaveEmpty();
        }
        for (int i = 0; i < ofOutput.size(); i++) {
            Term term = ofOutput.get(i);
            if (term.isPlain()) {
                addPlain(term, top);
            } else {
                addCombined(term, top, rowsOfTerms[i]);
            }
        }
        store(output, top);
    }

    private void addPlain(Term term, int top) {
        for (Chunk chunk : term.taps()) {
            load(sums, term, 0, top + chunk.row(), Band.ROWS + chunk.height() - 1, chunk.column());
            sums.add(chunk);
        }
    }

    private void addCombined(Term term, int top, float[] rows) {
        int above = top == 0 ? 0 : geometry.kernel().height() - 1;
        System.arraycopy(rows, Band.ROWS * Band.PITCH, rows, 0, above * Band.PITCH);
        int end = Band.ROWS + geometry.kernel().height() - 1;
        for (int row = above; row < end; row += Band.ROWS) {
            int count = Math.min(Band.ROWS, end - row);
            combineColumns(term, top + row, count);
            line.copyRows(count, rows, row * Band.PITCH);
        }
        for (Chunk chunk : term.taps()) {
            int count = (Band.ROWS + chunk.height() - 1) * Band.PITCH;
            System.arraycopy(rows, chunk.row() * Band.PITCH, sums.memory, Band.tile(0, 0), count);
            sums.add(chunk);
        }
    }

    private void combineColumns(Term term, int top, int rows) {
        line.clear();
        if (term.x().isEmpty()) {
            combinePlanes(line, term, top, rows, 0);
        }
        for (Chunk chunk : term.x()) {
            if (term.combinesPlanes()) {
                plane.clear();
                combinePlanes(plane, term, top, rows, chunk.column());
                plane.copyRows(rows, line.memory, Band.tile(0, 0));
            } else {
                load(line, term, 0, top, rows, chunk.column());
            }
            line.add(chunk);
        }
    }

    private void combinePlanes(Band band, Term term, int top, int rows, int column) {
        for (int i = 0; i < term.planes().length; i++) {
            load(band, term, i, top, rows, column);
            band.add(Chunk.ofOne(term.z()[i]));
        }
    }

    /**
     * Fills a band's tile, each run's pixels in its slot.
     *
     * @param plane which of the term's planes
     * @param top first row that the kernel's top row sees, counted from the runs' first
     * @param column kernel column that sees the tile's left
     */
    private void load(Band band, Term term, int plane, int top, int rows, int column) {
        for (int slot = 0; slot < runs.size(); slot++) {
            Run run = runs.get(slot);
            int z = geometry.plane(step.first() + run.plane(), term.planes()[plane]);
            Pixels pixels = z == Border.OUTSIDE ? null : step.inputs()[term.input()][z];
            int first = run.left() + column + geometry.start()[0];
            int count = run.width() + Math.min(Band.SPAN, geometry.kernel().width() - column) - 1;
            int inReach = Math.min(rows, run.height() + geometry.kernel().height() - 1 - top);
            for (int row = 0; row < inReach; row++) {
                int y = geometry.row(run.top() + top + row, 0);
                reader.read(pixels, y, first, count, band.memory, Band.tile(row, slot * slotWidth));
            }
        }
        float centre = step.centres()[term.input()];
        if (centre != 0) {
            band.increaseTile(-centre);
        }
    }

    private void store(int output, int top) {
        float offset = offsets.of(output, step.centres());
        if (offset != 0) {
            sums.increase(offset);
        }
        sums.check();
        for (int slot = 0; slot < runs.size(); slot++) {
            Run run = runs.get(slot);
            boolean finite = sums.isFinite(slot * slotWidth, run.width());
            int end = Math.min(run.height(), top + Band.ROWS);
            for (int row = top; row < end; row++) {
                int y = run.top() + row;
                int at = sums.sum(row - top, slot * slotWidth);
                if (!finite) {
                    step.repair().row(step, output, run.plane(), run.left(), y, run.width(), sums.memory, at);
                }
                step.outputs()[output][run.plane()].write(run.left(), y, run.width(), sums.memory, at);
            }
        }
    }
}
