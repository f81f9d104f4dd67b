package io.github.kernelj.engine;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
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

    /** Each column of the kernels as a term: no tap is touched that is zero. */
    static List<Term> ofColumns(KernelBank bank) {
        Shape shape = bank.shape();
        List<Term> terms = new ArrayList<>();
        for (int input = 0; input < bank.inputs(); input++) {
            for (int dz = 0; dz < shape.depth(); dz++) {
                Taps z = Taps.copying(dz);
                for (int dx = 0; dx < shape.width(); dx++) {
                    addColumn(terms, bank, input, dz, z, dx);
                }
            }
        }
        return terms;
    }

    private static void addColumn(List<Term> terms, KernelBank bank, int input, int dz, Taps z, int dx) {
        Taps[] y = new Taps[bank.outputs()];
        boolean any = false;
        for (int output = 0; output < y.length; output++) {
            Kernel kernel = bank.kernel(output, input);
            float[] column = new float[kernel.shape().height()];
            for (int dy = 0; dy < column.length; dy++) {
                column[dy] = kernel.weight(dx, dy, dz);
            }
            y[output] = Taps.of(column);
            any |= !y[output].isEmpty();
        }
        if (any) {
            terms.add(new Term(input, z, Taps.copying(dx), y));
        }
    }

    /** A line along z times each column of a plane, summed over as few such products as give the kernel. */
    static List<Term> ofPlanesTimesLines(KernelBank bank) {
        return decompose(bank, Terms::columns);
    }

    /** Products of three lines, summed over as few as give the kernel. */
    static List<Term> ofLines(KernelBank bank) {
        return decompose(bank, Terms::lowRank);
    }

    /** A column or line y times a row or line x. */
    private record Product(double[] y, double[] x) {}

    private static List<Term> decompose(KernelBank bank, Function<DMatrixRMaj, List<Product>> planes) {
        List<Term> terms = new ArrayList<>();
        for (int input = 0; input < bank.inputs(); input++) {
            for (int output = 0; output < bank.outputs(); output++) {
                Kernel kernel = bank.kernel(output, input);
                for (Product product : lowRank(unfolded(kernel))) {
                    Taps z = taps(product.y());
                    Shape shape = kernel.shape();
                    DMatrixRMaj plane = new DMatrixRMaj(shape.height(), shape.width(), true, product.x());
                    for (Product inPlane : planes.apply(plane)) {
                        Taps[] y = new Taps[bank.outputs()];
                        Arrays.fill(y, Taps.of());
                        y[output] = Taps.of(floats(inPlane.y()));
                        terms.add(new Term(input, z, taps(inPlane.x()), y));
                    }
                }
            }
        }
        return terms;
    }

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

    private static List<Product> columns(DMatrixRMaj plane) {
        List<Product> products = new ArrayList<>();
        for (int dx = 0; dx < plane.numCols; dx++) {
            double[] y = new double[plane.numRows];
            double magnitude = 0;
            for (int dy = 0; dy < y.length; dy++) {
                y[dy] = plane.get(dy, dx);
                magnitude += Math.abs(y[dy]);
            }
            if (magnitude > 0) {
                double[] x = new double[plane.numCols];
                x[dx] = 1;
                products.add(new Product(y, x));
            }
        }
        return products;
    }

    /** As few products of a column and a row as give the matrix, by singular value decomposition. */
    private static List<Product> lowRank(DMatrixRMaj matrix) {
        if (matrix.numRows == 1) {
            return List.of(new Product(new double[] {1}, matrix.data.clone()));
        }
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
            products.add(product(u, v, values[i], i, rest));
        }
        return products;
    }

    private static Product product(DMatrixRMaj u, DMatrixRMaj v, double value, int i, DMatrixRMaj rest) {
        double[] y = new double[u.numRows];
        double[] x = new double[v.numRows];
        for (int row = 0; row < y.length; row++) {
            y[row] = u.get(row, i);
        }
        for (int column = 0; column < x.length; column++) {
            x[column] = value * v.get(column, i);
        }
        for (int row = 0; row < y.length; row++) {
            for (int column = 0; column < x.length; column++) {
                rest.add(row, column, -y[row] * x[column]);
            }
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

    private static Taps taps(double[] line) {
        return Taps.of(floats(line));
    }

    private static float[] floats(double[] line) {
        float[] floats = new float[line.length];
        for (int i = 0; i < line.length; i++) {
            floats[i] = (float) line[i];
        }
        return floats;
    }
}
