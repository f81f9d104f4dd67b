package io.github.kernelj.engine;

import io.github.kernelj.engine.RowView.Stretch;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Taps multiplied and added a row at a time: for lines along the stack, whose rows are whole planes, and for images too
 * small to fill the bands of {@link Direct}.
 */
final class RowByRow implements Algorithm {

    static final String NAME = "row by row";

    /** Most columns that are computed at once: a few dozen rows of them stay in the cache. */
    static final int COLUMNS = 512;

    /** Kernels of more taps would need more rows than stay there. */
    private static final int MOST_TAPS = 256;

    /** Pixels of an image that doesn't fill a few bands. */
    private static final int SMALL = 1 << 15;

    /** Least rows of a unit: enough that the rows above a kernel's anchor, read once for each unit, cost little. */
    private static final int UNIT_ROWS = 64;

    /** Output pixels of a piece, if units are smaller, and of a step, if planes are. */
    private static final int PIECE_PIXELS = 1 << 14;

    private static final int STEP_PIXELS = 1 << 20;

    private final KernelBank bank;
    private final Geometry geometry;
    private final RowView view;
    private final Offsets offsets;
    private final List<RowTaps> taps;
    private final int strips;

    RowByRow(KernelBank bank, Geometry geometry, float constant) {
        this.bank = bank;
        this.geometry = geometry;
        this.view = runsAlongStack(geometry.kernel())
                ? new RowView.OfStack(geometry, constant)
                : RowView.OfPlane.of(geometry, new InputRows(geometry, constant));
        this.offsets = new Offsets(bank);
        this.taps = IntStream.range(0, bank.outputs())
                .mapToObj(output -> RowTaps.of(bank, output, view.kernel()))
                .toList();
        this.strips = (view.width() + COLUMNS - 1) / COLUMNS;
    }

    /** Whether this may be better than {@link Direct}: for lines along the stack, and where its bands aren't filled. */
    static boolean mayPay(KernelBank bank, Geometry geometry) {
        return bank.shape().volume() * bank.inputs() <= MOST_TAPS
                && (runsAlongStack(bank.shape()) || geometry.output().volume() <= SMALL);
    }

    static boolean runsAlongStack(Shape kernel) {
        return kernel.width() == 1 && kernel.height() == 1 && kernel.depth() > 1;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String reason() {
        int count = taps.stream().mapToInt(RowTaps::count).sum();
        return count + " multiplications a pixel, "
                + (runsAlongStack(geometry.kernel()) ? "planes taken for rows" : "a row at a time");
    }

    @Override
    public double cost() {
        double width = (double) view.width() / strips;
        double perRow = bank.inputs() * view.kernel().depth() * copiesOfRow(width);
        for (RowTaps ofOutput : taps) {
            perRow += RowCost.ofSums(width, ofOutput.count());
        }
        double rows = (double) view.rows(planesPerStep()) * view.planes(planesPerStep()) / planesPerStep();
        return perRow * rows * strips * geometry.output().depth();
    }

    /** Cost of reading a row of the result's width and moving it sideways, for one of the kernel's planes. */
    private double copiesOfRow(double width) {
        Shape kernel = view.kernel();
        if (view.group() > 1) {
            double reads = RowCost.ofCopy(width / view.group()) * (view.group() + kernel.height() - 1);
            return reads + kernel.height() * kernel.width() * RowCost.ofCopy(width);
        }
        int rows = view.rows(planesPerStep());
        int units = unitsDown(planesPerStep());
        return kernel.width() * RowCost.ofCopy(width) * (rows + units * (kernel.height() - 1.0)) / rows;
    }

    @Override
    public int planesPerStep() {
        int depth = geometry.output().depth();
        long pixels = (long) geometry.output().width() * geometry.output().height();
        int least = runsAlongStack(geometry.kernel()) ? 1 + (geometry.kernel().depth() + 1) / 4 : 1;
        return (int) Math.min(depth, Math.max(least, STEP_PIXELS / pixels));
    }

    @Override
    public Work begin() {
        Queue<RowTile> idle = new ConcurrentLinkedQueue<>();
        return new Work() {
            @Override
            public int pieces(int planes) {
                return (units(planes) + unitsOfPiece(planes) - 1) / unitsOfPiece(planes);
            }

            @Override
            public void compute(Step step, int piece, Progress progress) {
                RowTile borrowed = idle.poll();
                RowTile tile = borrowed != null ? borrowed : new RowTile(view, offsets, taps, bank.inputs());
                int planes = step.planes();
                int end = Math.min(units(planes), (piece + 1) * unitsOfPiece(planes));
                for (int unit = piece * unitsOfPiece(planes); unit < end; unit++) {
                    progress.checkCancelled();
                    computeUnit(tile, step, unit);
                }
                idle.add(tile);
            }
        };
    }

    private int unitRows() {
        return Math.max(UNIT_ROWS, 4 * view.kernel().height());
    }

    private int unitsDown(int planes) {
        return (view.rows(planes) + unitRows() - 1) / unitRows();
    }

    private int units(int planes) {
        return view.planes(planes) * unitsDown(planes) * strips;
    }

    private int unitsOfPiece(int planes) {
        int pixels = Math.min(view.rows(planes), unitRows()) * Math.min(view.width(), COLUMNS);
        return Math.max(1, PIECE_PIXELS / pixels);
    }

    private void computeUnit(RowTile tile, Step step, int unit) {
        int down = unitsDown(step.planes());
        int strip = unit % strips;
        int top = unit / strips % down * unitRows();
        int left = (int) ((long) view.width() * strip / strips);
        int right = (int) ((long) view.width() * (strip + 1) / strips);
        int bottom = Math.min(view.rows(step.planes()), top + unitRows());
        tile.compute(step, new Stretch(unit / strips / down, top, left, right), bottom);
    }
}
