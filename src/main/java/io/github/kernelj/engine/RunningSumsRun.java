package io.github.kernelj.engine;

import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One run of {@link RunningSums}. With kernels of one plane each piece is computed from the pixels at once; with deeper ones
 * sums within the planes are made first and held, then added up along z.
 */
final class RunningSumsRun implements Algorithm.Work {

    private final KernelBank bank;
    private final Geometry geometry;
    private final InputRows reader;
    private final Offsets offsets;
    private final int depth;
    private final int piecesAcross;
    private final int piecesDown;
    private final Queue<BoxSums> idle = new ConcurrentLinkedQueue<>();
    /** By input, number of the window's plane modulo its depth, and row: sums within planes; in a block's beginning to its end. */
    private final float[][][][] held;

    /** By input and row: sums from the next block's beginning on. */
    private final float[][][] begun;

    private int firstNeeded;
    private int endHeld;

    RunningSumsRun(KernelBank bank, Geometry geometry, float constant) {
        this.bank = bank;
        this.geometry = geometry;
        this.reader = new InputRows(geometry, constant);
        this.offsets = new Offsets(bank);
        this.depth = geometry.kernel().depth();
        Shape output = geometry.output();
        this.piecesAcross = ceil(output.width(), RunningSums.columnsOfPiece(geometry));
        this.piecesDown = ceil(output.height(), RunningSums.rowsOfPiece(geometry));
        int rows = depth > 1 ? output.height() * piecesAcross : 0;
        this.held = new float[bank.inputs()][depth][rows][mostColumns()];
        this.begun = new float[bank.inputs()][rows][mostColumns()];
    }

    private int mostColumns() {
        return ceil(geometry.output().width(), piecesAcross);
    }

    private static int ceil(int length, int part) {
        return (length + part - 1) / part;
    }

    @Override
    public int preparations(Step step) {
        if (depth == 1) {
            return 0;
        }
        firstNeeded = endHeld;
        endHeld = step.first() + depth;
        return (endHeld - firstNeeded) * bank.inputs() * piecesAcross * piecesDown;
    }

    @Override
    public void prepare(Step step, int piece) {
        BoxSums.Piece part = part(piece);
        int number = piece / (piecesAcross * piecesDown);
        int input = number % bank.inputs();
        int z = firstNeeded + number / bank.inputs();
        float[][] to = held[input][z % depth];
        sum(
                step,
                input,
                geometry.plane(z, 0),
                part,
                (row, sums) -> System.arraycopy(sums, 0, to[row * piecesAcross + part.across()], 0, part.columns()));
    }

    private void sum(Step step, int input, int z, BoxSums.Piece part, BoxSums.Rows to) {
        BoxSums borrowed = idle.poll();
        BoxSums sums = borrowed != null ? borrowed : new BoxSums(geometry, reader, mostColumns());
        sums.sum(z == Border.OUTSIDE ? null : step.inputs()[input][z], step.centres()[input], part, to);
        idle.add(sums);
    }

    @Override
    public int pieces(int planes) {
        return planes * piecesAcross * piecesDown;
    }

    @Override
    public void compute(Step step, int piece, Progress progress) {
        BoxSums.Piece part = part(piece);
        int plane = piece / (piecesAcross * piecesDown);
        Area area = new Area(step, plane, part);
        for (int input = 0; input < bank.inputs(); input++) {
            progress.checkCancelled();
            int channel = input;
            if (depth == 1) {
                int z = geometry.plane(step.first() + plane, 0);
                sum(step, input, z, part, (row, sums) -> area.add(channel, row, sums));
            } else {
                addAlongPlanes(step.first(), input, area);
            }
        }
    }

    private void addAlongPlanes(int z, int input, Area area) {
        BoxSums.Piece part = area.part;
        float[] line = new float[part.columns()];
        for (int row = part.top(); row < part.top() + part.rows(); row++) {
            int at = row * piecesAcross + part.across();
            if (z % depth == 0) {
                for (int plane = z + depth - 2; plane >= z; plane--) {
                    BoxSums.add(held[input][(plane + 1) % depth][at], held[input][plane % depth][at], line.length);
                }
                Arrays.fill(begun[input][at], 0);
            } else {
                BoxSums.add(held[input][(z + depth - 1) % depth][at], begun[input][at], line.length);
            }
            System.arraycopy(held[input][z % depth][at], 0, line, 0, line.length);
            BoxSums.add(begun[input][at], line, line.length);
            area.add(input, row, line);
        }
    }

    /** A part of the outputs while sums, times the kernels' weights, are added up for it; written with the last input. */
    private final class Area {
        private final Step step;
        private final int plane;
        private final BoxSums.Piece part;
        /** By output and row; one row serves them all if there is nothing to be kept for another input. */
        private final float[][][] lines;

        Area(Step step, int plane, BoxSums.Piece part) {
            this.step = step;
            this.plane = plane;
            this.part = part;
            this.lines = new float[bank.outputs()][bank.inputs() == 1 ? 1 : part.rows()][part.columns()];
        }

        void add(int input, int row, float[] sums) {
            for (int output = 0; output < bank.outputs(); output++) {
                float[] line = lines[output][(row - part.top()) % lines[output].length];
                if (input == 0) {
                    Arrays.fill(line, 0);
                }
                addTimes(bank.kernel(output, input).weight(0, 0, 0), sums, line, line.length);
                if (input == bank.inputs() - 1) {
                    write(output, row, line);
                }
            }
        }

        /** The offset, which may be large, comes last, so that it is rounded once. */
        private void write(int output, int row, float[] line) {
            float offset = offsets.of(output, step.centres());
            for (int x = 0; x < line.length; x++) {
                line[x] += offset;
            }
            step.repair().row(step, output, plane, part.left(), row, line.length, line, 0);
            step.outputs()[output][plane].write(part.left(), row, line.length, line, 0);
        }
    }

    private static void addTimes(float weight, float[] from, float[] to, int count) {
        for (int x = 0; x < count; x++) {
            to[x] = Math.fma(weight, from[x], to[x]);
        }
    }

    private BoxSums.Piece part(int piece) {
        Shape output = geometry.output();
        int inPlane = piece % (piecesAcross * piecesDown);
        int down = inPlane / piecesAcross;
        int across = inPlane % piecesAcross;
        int top = (int) ((long) down * output.height() / piecesDown);
        int left = (int) ((long) across * output.width() / piecesAcross);
        int bottom = (int) ((down + 1L) * output.height() / piecesDown);
        int right = (int) ((across + 1L) * output.width() / piecesAcross);
        return new BoxSums.Piece(top, left, bottom - top, right - left, across);
    }
}
