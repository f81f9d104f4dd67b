package io.github.kernelj.plugin;

import ij.measure.ResultsTable;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.StandardErrors;
import io.github.kernelj.task.LearnResult;
import java.util.Optional;

/** Learned weights as a table: a row for every tap and bias, with its standard error where there is one. */
final class WeightTable {

    private static final int DIGITS = 6;

    private final ResultsTable table = new ResultsTable();
    private final LearnResult result;

    private WeightTable(LearnResult result) {
        this.result = result;
    }

    /** A table that isn't shown; taps are counted from 0 along x and y of the image and along its planes. */
    static ResultsTable of(LearnResult result) {
        WeightTable made = new WeightTable(result);
        boolean several = result.fits().size() > 1 || result.fit().bank().inputs() > 1;
        for (int output = 0; output < result.fits().size(); output++) {
            Fit fit = result.fits().get(output);
            for (int input = 0; input < fit.bank().inputs(); input++) {
                made.addTaps(
                        fit.bank().kernel(0, input),
                        several ? "channel " + (output + 1) + " ← " + (input + 1) + ": " : "");
            }
            made.addBias(fit.bank().bias(0), several ? "channel " + (output + 1) + ": " : "");
        }
        made.table.setPrecision(DIGITS);
        made.table.showRowNumbers(false);
        return made.table;
    }

    private Optional<StandardErrors> errors() {
        return result.report().map(report -> report.diagnosis().errors());
    }

    private void addTaps(Kernel kernel, String channels) {
        Shape shape = kernel.shape();
        float[] weights = kernel.weights();
        for (int tap = 0; tap < weights.length; tap++) {
            int row = tap / shape.width();
            String place = tap % shape.width() + "," + row % shape.height()
                    + (shape.depth() > 1 ? "," + row / shape.height() : "");
            int of = tap;
            addRow(channels + place, weights[tap], errors().map(all -> all.weights()[of]));
        }
    }

    private void addBias(double bias, String channel) {
        Optional<Double> error = errors().map(StandardErrors::bias).filter(Double::isFinite);
        if (bias != 0 || error.isPresent()) {
            addRow(channel + "bias", bias, error);
        }
    }

    private void addRow(String name, double value, Optional<Double> error) {
        table.incrementCounter();
        table.addValue("tap", name);
        table.addValue("weight", value);
        error.ifPresent(found -> table.addValue("standard error", found));
    }
}
