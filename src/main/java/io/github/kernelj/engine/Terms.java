package io.github.kernelj.engine;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** Ways to write a bank of kernels as a sum of {@link Term}s. */
final class Terms {

    /** What a sum of fewer terms may leave out, of the weights' magnitudes: a tenth of the promised accuracy. */
    private static final double ACCURACY = 1e-6;

    /** Kernels of more taps aren't decomposed: it would take longer than it saves. */
    static final int MOST_TAPS = 1 << 16;

    private Terms() {}

    /** The kernels' planes as they are: no tap is touched that is zero, but for some between others. */
    static List<Term> ofPlanes(KernelBank bank) {
        Shape shape = bank.shape();
        List<Term> terms = new ArrayList<>();
        for (int output = 0; output < bank.outputs(); output++) {
            for (int input = 0; input < bank.inputs(); input++) {
                float[] weights = bank.kernel(output, input).weights();
                int size = weights.length / shape.depth();
                for (int dz = 0; dz < shape.depth(); dz++) {
                    List<Chunk> chunks = chunks(Arrays.copyOfRange(weights, dz * size, (dz + 1) * size), shape.width());
                    if (!chunks.isEmpty()) {
                        terms.add(Term.ofPlane(output, input, dz, chunks));
                    }
                }
            }
        }
        return terms;
    }

    /** A plane of taps in chunks of the height that costs least: sparse taps are cheaper row by row. */
    private static List<Chunk> chunks(float[] plane, int width) {
        return Stream.of(BandLoops.MOST, 3, 1)
                .map(height -> Chunk.of(plane, width, height))
                .min(Comparator.comparingDouble(DirectCost::ofChunks))
                .orElseThrow();
    }

    /** A line along z times a plane, summed over as few such products as give the kernel. */
    static List<Term> ofPlanesTimesLines(KernelBank bank) {
        return decompose(bank, (terms, output, input, z, plane) -> {
            List<Chunk> chunks = chunks(floats(plane.data), plane.numCols);
            terms.add(Term.ofProduct(output, input, z, List.of(), chunks));
        });
    }

    /** Products of three lines, summed over as few as give the kernel. */
    static List<Term> ofLines(KernelBank bank) {
        return decompose(bank, (terms, output, input, z, plane) -> {
            for (Product product : lowRank(plane)) {
                List<Chunk> x = Chunk.alongRow(floats(product.x()));
                terms.add(Term.ofProduct(output, input, z, x, chunks(floats(product.y()), 1)));
            }
        });
    }

    /** Adds the terms of one line along z times a plane of taps. */
    private interface PlaneTerms {
        void add(List<Term> terms, int output, int input, float[] z, DMatrixRMaj plane);
    }

    private static List<Term> decompose(KernelBank bank, PlaneTerms ofPlanes) {
        List<Term> terms = new ArrayList<>();
        Shape shape = bank.shape();
        for (int output = 0; output < bank.outputs(); output++) {
            for (int input = 0; input < bank.inputs(); input++) {
                for (Product product : lowRank(unfolded(bank.kernel(output, input)))) {
                    DMatrixRMaj plane = new DMatrixRMaj(shape.height(), shape.width(), true, product.x());
                    ofPlanes.add(terms, output, input, floats(product.y()), plane);
                }
            }
        }
        return terms;
    }

    /** A column or line y times a row or line x. */
    private record Product(double[] y, double[] x) {}

    /** The kernel as a matrix with a row for each of its planes. */
    private static DMatrixRMaj unfolded(Kernel kernel) {
        float[] weights = kernel.weights();
        DMatrixRMaj matrix = new DMatrixRMaj(
                kernel.shape().depth(), weights.length / kernel.shape().depth());
        for (int i = 0; i < weights.length; i++) {
            matrix.data[i] = weights[i];
        }
        return matrix;
    }

    /** As few products of a column and a row as give the matrix: one if that will do, else by singular values. */
    private static List<Product> lowRank(DMatrixRMaj matrix) {
        if (magnitude(matrix) == 0) {
            return List.of();
        }
        if (matrix.numRows == 1) {
            return List.of(new Product(new double[] {1}, matrix.data.clone()));
        }
        if (matrix.numCols == 1) {
            return List.of(new Product(matrix.data.clone(), new double[] {1}));
        }
        return rankOne(matrix).map(List::of).orElseGet(() -> bySingularValues(matrix));
    }

    /**
     * The matrix as a column times a row, if it is one: a row of it, and a column divided by the element where they cross.
     * Crossing at the smallest element keeps whole numbers whole; at the largest, rounding does least harm.
     */
    private static Optional<Product> rankOne(DMatrixRMaj matrix) {
        int smallest = -1;
        int largest = 0;
        for (int i = 0; i < matrix.data.length; i++) {
            double value = Math.abs(matrix.data[i]);
            if (value != 0 && (smallest < 0 || value < Math.abs(matrix.data[smallest]))) {
                smallest = i;
            }
            largest = value > Math.abs(matrix.data[largest]) ? i : largest;
        }
        Product whole = crossing(matrix, smallest);
        if (magnitude(rest(matrix, whole)) == 0) {
            return Optional.of(whole);
        }
        Product product = crossing(matrix, largest);
        return magnitude(rest(matrix, product)) <= ACCURACY * magnitude(matrix)
                ? Optional.of(product)
                : Optional.empty();
    }

    private static Product crossing(DMatrixRMaj matrix, int element) {
        int crossRow = element / matrix.numCols;
        int crossColumn = element % matrix.numCols;
        double[] y = new double[matrix.numRows];
        double[] x = new double[matrix.numCols];
        for (int row = 0; row < y.length; row++) {
            y[row] = matrix.get(row, crossColumn) / matrix.data[element];
        }
        for (int column = 0; column < x.length; column++) {
            x[column] = matrix.get(crossRow, column);
        }
        return new Product(y, x);
    }

    private static DMatrixRMaj rest(DMatrixRMaj matrix, Product product) {
        DMatrixRMaj rest = matrix.copy();
        for (int row = 0; row < matrix.numRows; row++) {
            for (int column = 0; column < matrix.numCols; column++) {
                rest.add(row, column, -product.y()[row] * product.x()[column]);
            }
        }
        return rest;
    }

    private static List<Product> bySingularValues(DMatrixRMaj matrix) {
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, true, true, true);
        if (!svd.decompose(matrix.copy())) {
            throw new ArithmeticException("the singular value decomposition of a kernel did not converge");
        }
        List<Product> products = new ArrayList<>();
        DMatrixRMaj u = svd.getU(null, false);
        DMatrixRMaj v = svd.getV(null, false);
        double[] values = svd.getSingularValues();
        DMatrixRMaj rest = matrix.copy();
        double allowed = ACCURACY * magnitude(matrix);
        for (int i : descending(values, svd.numberOfSingularValues())) {
            if (magnitude(rest) <= allowed) {
                break;
            }
            Product product = product(u, v, values[i], i);
            products.add(product);
            rest = rest(rest, product);
        }
        return products;
    }

    private static Product product(DMatrixRMaj u, DMatrixRMaj v, double value, int i) {
        double[] y = new double[u.numRows];
        double[] x = new double[v.numRows];
        for (int row = 0; row < y.length; row++) {
            y[row] = u.get(row, i);
        }
        for (int column = 0; column < x.length; column++) {
            x[column] = value * v.get(column, i);
        }
        return new Product(y, x);
    }

    private static int[] descending(double[] values, int count) {
        return IntStream.range(0, count)
                .boxed()
                .sorted((a, b) -> Double.compare(values[b], values[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double magnitude(DMatrixRMaj matrix) {
        double sum = 0;
        for (double value : matrix.data) {
            sum += Math.abs(value);
        }
        return sum;
    }

    private static float[] floats(double[] line) {
        float[] floats = new float[line.length];
        for (int i = 0; i < line.length; i++) {
            floats[i] = (float) line[i];
        }
        return floats;
    }
}
