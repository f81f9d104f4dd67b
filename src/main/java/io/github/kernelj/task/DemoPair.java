package io.github.kernelj.task;

import io.github.kernelj.image.KernelPicture;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.task.HtmlPage.Figure;
import java.util.List;

/**
 * A learned kernel beside the true one.
 *
 * @param learned from the pair
 * @param truth the kernel that made the pair
 */
record DemoPair(LearnResult learned, Kernel truth) {

    /** Titles of {@link #row}. */
    static final List<String> HEADER =
            List.of("kernel", "method", "steps", "condition", "off exact", "off truth", "R²", "RMSE");

    /** The largest difference between a learned weight and the true one. */
    double largestError() {
        float[] found = learned.kernel().weights();
        float[] wanted = truth.weights();
        double largest = 0;
        for (int i = 0; i < found.length; i++) {
            largest = Math.max(largest, Math.abs((double) found[i] - wanted[i]));
        }
        return largest;
    }

    double largestWeight() {
        double largest = 0;
        for (float weight : truth.weights()) {
            largest = Math.max(largest, Math.abs(weight));
        }
        return largest;
    }

    /** Whether no weight is off by more than one part in a hundred of the largest. */
    boolean agrees() {
        return largestError() <= largestWeight() / 100;
    }

    /** {@code nesterov: converged in 1,183 steps, condition number 11,300, 0.00010 off the exact solution}. */
    String ending() {
        return Key.word(learned.fit().method()) + ": "
                + (learned.fit().converged() ? "converged in " : "not converged after ")
                + DemoText.count(learned.fit().steps(), "step") + ", condition number "
                + DemoText.significant(learned.fit().condition(), 3) + ", " + DemoText.brief(learned.distance())
                + " of the largest weight off the exact solution";
    }

    String errorInWords() {
        return "No weight is further than " + DemoText.brief(largestError())
                + " from the true one, whose largest weight is " + DemoText.significant(largestWeight(), 3)
                + "; the learned bias is "
                + DemoText.brief(learned.kernel().bias()) + ", the true one " + DemoText.brief(truth.bias()) + ".";
    }

    /** The two kernels as heat maps. */
    List<Figure> figures() {
        String shape = truth.shape().toString();
        return List.of(
                new Figure(
                        KernelPicture.of(learned.kernel(), "Learned " + shape + " kernel"),
                        "Heat map of the learned " + shape + " kernel with its weights",
                        ""),
                new Figure(
                        KernelPicture.of(truth, "True " + shape + " kernel"),
                        "Heat map of the true " + shape + " kernel with its weights",
                        ""));
    }

    /** One line of the table of all kernels. */
    List<String> row() {
        return List.of(
                learned.kernel().shape().toString(),
                Key.word(learned.fit().method()),
                DemoText.grouped(learned.fit().steps()),
                DemoText.significant(learned.fit().condition(), 3),
                DemoText.brief(learned.distance()),
                DemoText.brief(largestError() / largestWeight()),
                DemoText.rSquared(learned.fit().rSquared()),
                DemoText.significant(learned.fit().rmse(), 3));
    }
}
