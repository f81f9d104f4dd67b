package io.github.kernelj.learn;

import io.github.kernelj.engine.Volume;
import io.github.kernelj.kernel.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The oracle: every window of the image looked at in every step, in double, straight from the formulas. */
final class ExplicitLoop {

    final double[][] windows;
    final double[] targets;
    double[] x;
    private double[] before;
    private double[] mean;
    private double[] square;
    private int steps;
    private double[] residual;
    private double[] direction;

    private ExplicitLoop(double[][] windows, double[] targets, double[] start) {
        this.windows = windows;
        this.targets = targets;
        this.x = start.clone();
        this.before = x;
    }

    /** Windows as they are, and the bias fixed at 0. */
    static ExplicitLoop raw(double[][] windows, double[] targets, double[] start) {
        return new ExplicitLoop(windows, targets, start);
    }

    /** A 1 appended to every window, whose weight is the bias. */
    static ExplicitLoop withBias(double[][] windows, double[] targets, double[] start) {
        double[][] longer = new double[windows.length][];
        for (int i = 0; i < windows.length; i++) {
            longer[i] = Arrays.copyOf(windows[i], windows[i].length + 1);
            longer[i][windows[i].length] = 1;
        }
        return new ExplicitLoop(longer, targets, start);
    }

    /** Windows and targets about their means. */
    static ExplicitLoop centred(double[][] windows, double[] targets, double[] start) {
        double[] means = means(windows);
        double mean = Arrays.stream(targets).average().orElseThrow();
        double[][] about = new double[windows.length][means.length];
        for (int i = 0; i < windows.length; i++) {
            for (int k = 0; k < means.length; k++) {
                about[i][k] = windows[i][k] - means[k];
            }
        }
        return new ExplicitLoop(about, Arrays.stream(targets).map(t -> t - mean).toArray(), start);
    }

    static double[][] windows(Volume image, Shape kernel) {
        Shape size = image.shape();
        int width = size.width() - kernel.width() + 1;
        int height = size.height() - kernel.height() + 1;
        int depth = size.depth() - kernel.depth() + 1;
        double[][] windows = new double[width * height * depth][(int) kernel.volume()];
        for (int i = 0; i < windows.length; i++) {
            int tap = 0;
            for (int z = 0; z < kernel.depth(); z++) {
                for (int y = 0; y < kernel.height(); y++) {
                    for (int x = 0; x < kernel.width(); x++) {
                        int row = i / width % height + y;
                        windows[i][tap++] = image.plane(i / width / height + z)[row * size.width() + i % width + x];
                    }
                }
            }
        }
        return windows;
    }

    /** The windows of several channels, one after the other. */
    static double[][] windows(List<Volume> channels, Shape kernel) {
        double[][] all = windows(channels.get(0), kernel);
        for (Volume channel : channels.subList(1, channels.size())) {
            double[][] more = windows(channel, kernel);
            for (int i = 0; i < all.length; i++) {
                int from = all[i].length;
                all[i] = Arrays.copyOf(all[i], from + more[i].length);
                System.arraycopy(more[i], 0, all[i], from, more[i].length);
            }
        }
        return all;
    }

    static double[] targets(Volume valid) {
        float[] pixels = valid.toArray();
        double[] targets = new double[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            targets[i] = pixels[i];
        }
        return targets;
    }

    static double[] means(double[][] windows) {
        double[] means = new double[windows[0].length];
        for (int k = 0; k < means.length; k++) {
            double shift = windows[0][k];
            for (double[] window : windows) {
                means[k] += window[k] - shift;
            }
            means[k] = shift + means[k] / windows.length;
        }
        return means;
    }

    double loss() {
        double sum = 0;
        for (int i = 0; i < windows.length; i++) {
            double difference = dot(windows[i], x) - targets[i];
            sum += difference * difference;
        }
        return sum;
    }

    double[] gradient(double[] at) {
        double[] gradient = new double[at.length];
        for (int i = 0; i < windows.length; i++) {
            double difference = dot(windows[i], at) - targets[i];
            for (int k = 0; k < at.length; k++) {
                gradient[k] += 2 * difference * windows[i][k];
            }
        }
        return gradient;
    }

    /** @param rate for the summed loss, as is the ridge */
    void descend(double rate, double ridge) {
        double[] gradient = gradient(x);
        double[] next = x.clone();
        for (int k = 0; k < next.length; k++) {
            next[k] -= rate * (gradient[k] + 2 * ridge * x[k]);
        }
        x = next;
    }

    void nesterov(double rate, double momentum) {
        double[] ahead = x.clone();
        for (int k = 0; k < x.length; k++) {
            ahead[k] += momentum * (x[k] - before[k]);
        }
        double[] gradient = gradient(ahead);
        for (int k = 0; k < x.length; k++) {
            ahead[k] -= rate * gradient[k];
        }
        before = x;
        x = ahead;
    }

    /** @param project onto the directions that keep the constraints */
    void descend(double rate, UnaryOperator<double[]> project) {
        double[] direction = project.apply(gradient(x));
        double[] next = x.clone();
        for (int k = 0; k < next.length; k++) {
            next[k] -= rate * direction[k];
        }
        x = next;
    }

    /** Adam as its paper's algorithm 1 has it, on the loss divided by {@code divisor}. */
    void adam(double rate, double divisor) {
        if (mean == null) {
            mean = new double[x.length];
            square = new double[x.length];
        }
        steps++;
        double[] gradient = gradient(x);
        double[] next = x.clone();
        for (int k = 0; k < x.length; k++) {
            double g = gradient[k] / divisor;
            mean[k] = 0.9 * mean[k] + 0.1 * g;
            square[k] = 0.999 * square[k] + 0.001 * g * g;
            double unbiased = mean[k] / (1 - Math.pow(0.9, steps));
            next[k] -= rate * unbiased / (Math.sqrt(square[k] / (1 - Math.pow(0.999, steps))) + 1e-8);
        }
        x = next;
    }

    /** Conjugate gradients on windows · x = targets (CGLS), residuals by pixel. */
    void conjugate() {
        if (residual == null) {
            residual = new double[windows.length];
            for (int i = 0; i < windows.length; i++) {
                residual[i] = targets[i] - dot(windows[i], x);
            }
            direction = transposed(residual);
        }
        double[] seen = new double[windows.length];
        for (int i = 0; i < windows.length; i++) {
            seen[i] = dot(windows[i], direction);
        }
        double[] old = transposed(residual);
        double length = dot(old, old) / dot(seen, seen);
        double[] next = x.clone();
        for (int k = 0; k < x.length; k++) {
            next[k] += length * direction[k];
        }
        x = next;
        for (int i = 0; i < windows.length; i++) {
            residual[i] -= length * seen[i];
        }
        double[] now = transposed(residual);
        for (int k = 0; k < x.length; k++) {
            direction[k] = now[k] + dot(now, now) / dot(old, old) * direction[k];
        }
    }

    private double[] transposed(double[] perWindow) {
        double[] product = new double[x.length];
        for (int i = 0; i < windows.length; i++) {
            for (int k = 0; k < x.length; k++) {
                product[k] += perWindow[i] * windows[i][k];
            }
        }
        return product;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
