package io.github.kernelj.task;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.Diagnosis;
import io.github.kernelj.learn.Fit;

/** A {@link LearnReport} for programs; what isn't a number (NaN, infinite) is null. */
final class ReportJson {

    private static final Gson GSON = new GsonBuilder()
            .setFormattingStyle(FormattingStyle.PRETTY)
            .serializeNulls()
            .disableHtmlEscaping()
            .registerTypeAdapter(Double.class, number())
            .registerTypeAdapter(double.class, number())
            .registerTypeAdapter(
                    Shape.class, (JsonSerializer<Shape>) (shape, type, context) -> new JsonPrimitive(shape.toString()))
            .create();

    private ReportJson() {}

    private static JsonSerializer<Double> number() {
        return (value, type, context) -> Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }

    static String of(LearnReport report) {
        Diagnosis diagnosis = report.diagnosis();
        JsonObject json = new JsonObject();
        json.addProperty("format", "KernelJ learning report");
        json.addProperty("version", Version.text());
        json.addProperty("input", report.input());
        json.addProperty("target", report.target());
        json.add("verdict", GSON.toJsonTree(report.verdict()));
        json.add("learning", learning(report.fit()));
        json.add("before", GSON.toJsonTree(diagnosis.before()));
        json.add("after", GSON.toJsonTree(diagnosis.after()));
        json.add("heldOut", GSON.toJsonTree(diagnosis.heldOut().orElse(null)));
        json.addProperty("folds", diagnosis.folds());
        json.add("range", GSON.toJsonTree(diagnosis.range()));
        json.add("standardErrors", GSON.toJsonTree(diagnosis.errors()));
        json.add("invariance", GSON.toJsonTree(diagnosis.invariance()));
        json.add("sizes", GSON.toJsonTree(diagnosis.sizes().orElse(null)));
        json.add("linearity", GSON.toJsonTree(diagnosis.linearity()));
        json.add("noise", GSON.toJsonTree(diagnosis.noise()));
        json.add("inputNoise", GSON.toJsonTree(diagnosis.inputNoise()));
        json.add("clipping", GSON.toJsonTree(diagnosis.clipping()));
        json.addProperty("parameters", report.fit().kernel().weights().length + 1);
        json.addProperty("denseLayerWeights", report.image().denseWeights());
        json.add("notices", GSON.toJsonTree(diagnosis.notices()));
        return GSON.toJson(json) + "\n";
    }

    private static JsonElement learning(Fit fit) {
        JsonObject json = new JsonObject();
        json.addProperty("shape", fit.kernel().shape().toString());
        json.addProperty("anchor", fit.kernel().anchor().toString());
        json.add("weights", GSON.toJsonTree(fit.weights()));
        json.addProperty("bias", fit.kernel().bias());
        json.addProperty("method", Key.word(fit.method()));
        json.addProperty("steps", fit.steps());
        json.addProperty("converged", fit.converged());
        json.add("condition", GSON.toJsonTree(fit.condition()));
        json.add("loss", GSON.toJsonTree(fit.loss()));
        json.add("meanLoss", GSON.toJsonTree(fit.meanLoss()));
        JsonArray history = new JsonArray();
        fit.history().forEach(point -> history.add(GSON.toJsonTree(point)));
        json.add("history", history);
        return json;
    }
}
