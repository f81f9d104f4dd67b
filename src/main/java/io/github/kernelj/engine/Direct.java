package io.github.kernelj.engine;

import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Taps multiplied and added, term by term: for small kernels, and for larger ones that fall into few products of lines.
 *
 * <p>The output is cut into strips of at most {@link Band#COLUMNS} columns, and these into runs of some rows. Where the
 * output is narrow, several runs are computed side by side.
 */
final class Direct implements Algorithm {

    /** Least rows of a run: enough that the rows above a kernel's anchor, combined once for each run, cost little. */
    private static final int RUN_ROWS = 8 * Band.ROWS;

    /** Output pixels of a step, if planes are smaller: enough that handing out its pieces costs nothing. */
    private static final int STEP_PIXELS = 1 << 20;

    private final String name;
    private final Geometry geometry;
    private final InputRows reader;
    private final Offsets offsets;
    private final List<List<Term>> terms;
    private final int strips;
    private final int slots;
    private final boolean isPlain;

    /**
     * @param terms what adds up to the bank's kernels
     * @param name what to call it
     */
    Direct(String name, KernelBank bank, Geometry geometry, float constant, List<Term> terms) {
        this.name = name;
        this.geometry = geometry;
        this.reader = new InputRows(geometry, constant);
        this.offsets = new Offsets(bank);
        this.terms = new ArrayList<>();
        for (int output = 0; output < bank.outputs(); output++) {
            int channel = output;
            this.terms.add(
                    terms.stream().filter(term -> term.output() == channel).toList());
        }
        this.isPlain = terms.stream().allMatch(Term::isPlain);
        this.strips = (geometry.output().width() + Band.COLUMNS - 1) / Band.COLUMNS;
        this.slots = strips > 1 ? 1 : Math.max(1, Band.PITCH / slotWidth());
    }

    /** Columns that a run takes in a row of a band. */
    private int slotWidth() {
        return Math.min(geometry.output().width(), Band.COLUMNS)
                + Math.min(geometry.kernel().width(), Band.SPAN)
                - 1;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String reason() {
        int count = terms.stream()
                .flatMap(List::stream)
                .mapToInt(Term::multiplications)
                .sum();
        return count + " multiplications a pixel for " + geometry.kernel().volume() + " taps";
    }

    @Override
    public double cost() {
        Shape output = geometry.output();
        double perPixel = DirectCost.PIXEL * terms.size();
        for (List<Term> ofOutput : terms) {
            perPixel += ofOutput.stream().mapToDouble(DirectCost::ofTerm).sum();
        }
        int used = Math.min(slots, planesPerStep() * runsOfPlane());
        double columns = (double) strips * Band.PITCH / (used * output.width());
        double rows = (double) bands(output.height()) * Band.ROWS / output.height();
        return perPixel * columns * rows * output.volume();
    }

    private static int bands(int rows) {
        return (rows + Band.ROWS - 1) / Band.ROWS;
    }

    @Override
    public int planesPerStep() {
        long pixels = (long) geometry.output().width() * geometry.output().height();
        return (int) Math.max(1, Math.min(geometry.output().depth(), STEP_PIXELS / pixels));
    }

    @Override
    public Work begin() {
        Queue<DirectTile> idle = new ConcurrentLinkedQueue<>();
        return new Work() {
            @Override
            public int pieces(int planes) {
                return (planes * runsOfPlane() + runsOfPiece() - 1) / runsOfPiece();
            }

            @Override
            public void compute(Step step, int piece, Progress progress) {
                DirectTile borrowed = idle.poll();
                DirectTile tile =
                        borrowed != null ? borrowed : new DirectTile(geometry, reader, offsets, terms, slotWidth());
                tile.compute(step, groups(step, piece), progress);
                idle.add(tile);
            }
        };
    }

    private int rowsOfRun() {
        return Math.max(RUN_ROWS, Band.ROWS * bands(4 * geometry.kernel().height()));
    }

    private int runsOfPlane() {
        return strips * ((geometry.output().height() + rowsOfRun() - 1) / rowsOfRun());
    }

    /** Plain terms go over all strips of a band before the next band, since memory is read fastest row by row. */
    private int runsOfPiece() {
        return isPlain && strips > 1 ? strips : slots;
    }

    private List<List<Run>> groups(Step step, int piece) {
        int end = Math.min(step.planes() * runsOfPlane(), (piece + 1) * runsOfPiece());
        List<Run> runs =
                IntStream.range(piece * runsOfPiece(), end).mapToObj(this::run).toList();
        return strips > 1 ? runs.stream().map(List::of).toList() : List.of(runs);
    }

    private Run run(int number) {
        int inPlane = number % runsOfPlane();
        int strip = inPlane % strips;
        int top = inPlane / strips * rowsOfRun();
        int width = geometry.output().width();
        int left = (int) ((long) strip * width / strips);
        int right = (int) ((strip + 1L) * width / strips);
        int bottom = Math.min(geometry.output().height(), top + rowsOfRun());
        return new Run(number / runsOfPlane(), top, bottom, left, right);
    }

    /**
     * A part of an output plane.
     *
     * @param plane counted from the step's first
     * @param bottom row after the last
     * @param right column after the last
     */
    record Run(int plane, int top, int bottom, int left, int right) {

        int width() {
            return right - left;
        }

        int height() {
            return bottom - top;
        }
    }
}
