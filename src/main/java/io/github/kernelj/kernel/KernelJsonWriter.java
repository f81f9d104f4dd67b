package io.github.kernelj.kernel;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/**
 * Kernels as JSON, a line for each row of weights. A bank of one kernel is written as that kernel:
 *
 * <pre>
 * {
 *   "format": "kernelj-kernel",
 *   "version": 1,
 *   "convention": "cross-correlation",
 *   "name": "sobel-x",
 *   "provenance": { "preset": "sobel-x" },
 *   "shape": { "width": 3, "height": 3, "depth": 1 },
 *   "anchor": { "x": 1, "y": 1, "z": 0 },
 *   "axes": "zyx",
 *   "bias": 0,
 *   "weights": [ [ [-1, 0, 1], [-2, 0, 2], [-1, 0, 1] ] ]
 * }
 * </pre>
 *
 * Any other bank has, in place of bias and weights, {@code outputs}, {@code inputs} and {@code kernels}: an array for each
 * output channel, in it for each input channel an object with name, provenance, bias and weights. The weights' arrays are
 * nested as {@code axes} says: planes, rows, columns.
 */
final class KernelJsonWriter {

    static final String FORMAT = "kernelj-kernel";
    static final int VERSION = 1;
    static final String CONVENTION = "cross-correlation";
    static final String AXES = "zyx";

    private final JsonWriter json;

    KernelJsonWriter(Writer writer) {
        json = new JsonWriter(writer);
        json.setFormattingStyle(FormattingStyle.PRETTY.withNewline("\n"));
        json.setHtmlSafe(false);
    }

    void write(KernelBank bank) throws IOException {
        json.beginObject();
        json.name("format").value(FORMAT);
        json.name("version").value(VERSION);
        json.name("convention").value(CONVENTION);
        describe(bank.name(), bank.provenance());
        Shape shape = bank.shape();
        json.name("shape").beginObject();
        json.name("width").value(shape.width());
        json.name("height").value(shape.height());
        json.name("depth").value(shape.depth());
        json.endObject();
        Anchor anchor = bank.anchor();
        json.name("anchor").beginObject();
        json.name("x").value(anchor.x());
        json.name("y").value(anchor.y());
        json.name("z").value(anchor.z());
        json.endObject();
        json.name("axes").value(AXES);
        if (bank.isSingle()) {
            weigh(bank.single());
        } else {
            kernels(bank);
        }
        json.endObject();
        json.flush();
    }

    private void kernels(KernelBank bank) throws IOException {
        json.name("outputs").value(bank.outputs());
        json.name("inputs").value(bank.inputs());
        json.name("kernels").beginArray();
        for (int output = 0; output < bank.outputs(); output++) {
            json.beginArray();
            for (int input = 0; input < bank.inputs(); input++) {
                Kernel kernel = bank.kernel(output, input);
                json.beginObject();
                describe(kernel.name(), kernel.provenance());
                weigh(kernel);
                json.endObject();
            }
            json.endArray();
        }
        json.endArray();
    }

    private void describe(String name, Map<String, String> provenance) throws IOException {
        json.name("name").value(name);
        json.name("provenance").beginObject();
        for (Map.Entry<String, String> entry : provenance.entrySet()) {
            json.name(entry.getKey()).value(entry.getValue());
        }
        json.endObject();
    }

    private void weigh(Kernel kernel) throws IOException {
        json.name("bias").jsonValue(Numbers.shortest(kernel.bias()));
        json.name("weights").beginArray();
        Shape shape = kernel.shape();
        for (int z = 0; z < shape.depth(); z++) {
            json.beginArray();
            for (int y = 0; y < shape.height(); y++) {
                StringBuilder row = new StringBuilder("[");
                for (int x = 0; x < shape.width(); x++) {
                    row.append(x > 0 ? ", " : "").append(Numbers.shortest(kernel.weight(x, y, z)));
                }
                json.jsonValue(row.append(']').toString());
            }
            json.endArray();
        }
        json.endArray();
    }
}
