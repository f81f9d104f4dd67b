package io.github.kernelj.engine;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

    /**
     * Neighbouring columns of the kernels as terms: no tap is touched that is zero.
     *
     * @param stride rows of a row set
     */
    static List<Term> ofColumns(KernelBank bank, int stride) {
        Shape shape = bank.shape();
        List<Term> terms = new ArrayList<>();
        for (int input = 0; input < bank.inputs(); input++) {
            for (int dz = 0; dz < shape.depth(); dz++) {
                List<DMatrixRMaj> planes = new ArrayList<>();
                for (int output = 0; output < bank.outputs(); output++) {
                    planes.add(plane(bank.kernel(output, input), dz));
                }
                addColumns(terms, input, Taps.copying(dz), planes, stride);
            }
        }
        return terms;
    }

    /** Adds terms for a plane of taps for each output, in groups of columns that are added in one go. */
    private static void addColumns(List<Term> terms, int input, Taps z, List<DMatrixRMaj> planes, int stride) {
        int width = planes.get(0).numCols;
        int[] used = IntStream.range(0, width)
                .filter(dx -> planes.stream().anyMatch(plane -> !isEmpty(plane, dx)))
                .toArray();
        int groups = (used.length + Taps.MOST - 1) / Taps.MOST;
        for (int group = 0; group < groups; group++) {
            int[] columns = Arrays.copyOfRange(used, group * used.length / groups, (group + 1) * used.length / groups);
            Taps[] x = Arrays.stream(columns).mapToObj(Taps::copying).toArray(Taps[]::new);
            List<List<Term.Pass>> passes =
                    planes.stream().map(plane -> passes(plane, columns, stride)).toList();
            terms.add(new Term(input, z, x, passes));
        }
    }

    /** A single column is added up with all its rows, several columns one kernel row after the other. */
    private static List<Term.Pass> passes(DMatrixRMaj plane, int[] columns, int stride) {
        if (columns.length == 1) {
            float[] column = new float[plane.numRows];
            for (int dy = 0; dy < column.length; dy++) {
                column[dy] = (float) plane.get(dy, columns[0]);
            }
            return passOf(column);
        }
        List<Term.Pass> passes = new ArrayList<>();
        for (int dy = 0; dy < plane.numRows; dy++) {
            int[] offsets = new int[columns.length];
            float[] weights = new float[columns.length];
            for (int set = 0; set < columns.length; set++) {
                offsets[set] = set * stride + dy;
                weights[set] = (float) plane.get(dy, columns[set]);
            }
            Taps taps = Taps.of(offsets, weights);
            if (!taps.isEmpty()) {
                passes.add(new Term.Pass(dy, taps));
            }
        }
        return passes;
    }

    private static List<Term.Pass> passOf(float[] column) {
        Taps taps = Taps.of(column);
        return taps.isEmpty() ? List.of() : List.of(new Term.Pass(column.length - 1, taps));
    }

    private static boolean isEmpty(DMatrixRMaj plane, int dx) {
        for (int dy = 0; dy < plane.numRows; dy++) {
            if (plane.get(dy, dx) != 0) {
                return false;
            }
        }
        return true;
    }

    private static DMatrixRMaj plane(Kernel kernel, int dz) {
        Shape shape = kernel.shape();
        DMatrixRMaj plane = new DMatrixRMaj(shape.height(), shape.width());
        for (int dy = 0; dy < shape.height(); dy++) {
            for (int dx = 0; dx < shape.width(); dx++) {
                plane.set(dy, dx, kernel.weight(dx, dy, dz));
            }
        }
        return plane;
    }

    /** A line along z times each column of a plane, summed over as few such products as give the kernel. */
    static List<Term> ofPlanesTimesLines(KernelBank bank, int stride) {
        return decompose(bank, (terms, input, z, planes) -> addColumns(terms, input, z, planes, stride));
    }

    /** Products of three lines, summed over as few as give the kernel. */
    static List<Term> ofLines(KernelBank bank) {
        return decompose(bank, Terms::addLines);
    }

    /** Adds the terms of one line along z and a plane of taps for each output, of which one isn't zero. */
    private interface PlaneTerms {
        void add(List<Term> terms, int input, Taps z, List<DMatrixRMaj> planes);
    }

    private static List<Term> decompose(KernelBank bank, PlaneTerms ofPlanes) {
        List<Term> terms = new ArrayList<>();
        Shape shape = bank.shape();
        for (int input = 0; input < bank.inputs(); input++) {
            for (int output = 0; output < bank.outputs(); output++) {
                for (Product product : lowRank(unfolded(bank.kernel(output, input)))) {
                    List<DMatrixRMaj> planes = new ArrayList<>();
                    for (int other = 0; other < bank.outputs(); other++) {
                        planes.add(new DMatrixRMaj(shape.height(), shape.width()));
                    }
                    planes.set(output, new DMatrixRMaj(shape.height(), shape.width(), true, product.x()));
                    ofPlanes.add(terms, input, Taps.of(floats(product.y())), planes);
                }
            }
        }
        return terms;
    }

    private static void addLines(List<Term> terms, int input, Taps z, List<DMatrixRMaj> planes) {
        for (int output = 0; output < planes.size(); output++) {
            for (Product product : lowRank(planes.get(output))) {
                List<List<Term.Pass>> passes = new ArrayList<>();
                for (int other = 0; other < planes.size(); other++) {
                    passes.add(other == output ? passOf(floats(product.y())) : List.of());
                }
                terms.add(new Term(input, z, new Taps[] {Taps.of(floats(product.x()))}, passes));
            }
        }
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
