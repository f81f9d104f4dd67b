package io.github.kernelj.kernel;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A bank as an ONNX model of one {@code Conv} node, which every ONNX runtime since 2019 runs (operator set 11, IR 6).
 * ONNX's Conv is a cross-correlation, as ours is. Its pads are such that the output has the input's extent, with our
 * anchor and zeros beyond the edge: {@code extent=same border=constant}.
 *
 * <p>The input {@code image} is a float tensor (batch, inputs, width), (batch, inputs, height, width) or (batch, inputs,
 * depth, height, width) by the kernel's dimensions, the output {@code result} the same with the output channels. Batch and
 * extents are free. Field numbers are those of {@code onnx.proto}.
 */
final class OnnxFile {

    private static final int IR_VERSION = 6;
    private static final int OPERATOR_SET = 11;
    private static final int FLOAT = 1;
    private static final int INTS = 7;

    private final KernelBank bank;
    private final int dimensions;

    private OnnxFile(KernelBank bank) {
        this.bank = bank;
        this.dimensions = bank.shape().dimensions();
    }

    static void write(KernelBank bank, OutputStream out) throws IOException {
        new OnnxFile(bank).model().writeTo(out);
    }

    private ProtobufMessage model() {
        return new ProtobufMessage()
                .number(1, IR_VERSION)
                .text(2, "KernelJ")
                .message(7, graph())
                .message(8, new ProtobufMessage().text(1, "").number(2, OPERATOR_SET));
    }

    private ProtobufMessage graph() {
        return new ProtobufMessage()
                .message(1, node())
                .text(2, bank.name().isEmpty() ? "kernel" : bank.name())
                .message(5, weights())
                .message(5, biases())
                .message(11, tensor("image", bank.inputs()))
                .message(12, tensor("result", bank.outputs()));
    }

    private ProtobufMessage node() {
        Shape shape = bank.shape();
        Anchor anchor = bank.anchor();
        int[] before = {anchor.z(), anchor.y(), anchor.x()};
        int[] after = {shape.depth() - 1 - anchor.z(), shape.height() - 1 - anchor.y(), shape.width() - 1 - anchor.x()};
        ProtobufMessage node = new ProtobufMessage()
                .text(1, "image")
                .text(1, "weight")
                .text(1, "bias")
                .text(2, "result")
                .text(4, "Conv")
                .message(5, attribute("kernel_shape", extents()));
        return node.message(5, attribute("pads", IntStream.concat(spatial(before), spatial(after))));
    }

    private static ProtobufMessage attribute(String name, IntStream values) {
        ProtobufMessage attribute = new ProtobufMessage().text(1, name);
        values.forEach(value -> attribute.number(8, value));
        return attribute.number(20, INTS);
    }

    private ProtobufMessage weights() {
        ProtobufMessage tensor = new ProtobufMessage().number(1, bank.outputs()).number(1, bank.inputs());
        extents().forEach(extent -> tensor.number(1, extent));
        long bytes = Float.BYTES * bank.shape().volume() * bank.outputs() * bank.inputs();
        return tensor.number(2, FLOAT).text(8, "weight").content(9, bytes, out -> {
            for (Kernel kernel : kernels()) {
                NpyFile.writeLittleEndian(kernel, out);
            }
        });
    }

    private ProtobufMessage biases() {
        float[] biases = new float[bank.outputs()];
        for (int output = 0; output < biases.length; output++) {
            biases[output] = (float) bank.bias(output);
        }
        Kernel asKernel = Kernel.of(Shape.of(biases.length, 1), biases);
        return new ProtobufMessage()
                .number(1, biases.length)
                .number(2, FLOAT)
                .text(8, "bias")
                .content(9, (long) Float.BYTES * biases.length, out -> NpyFile.writeLittleEndian(asKernel, out));
    }

    /** What an input or output is: floats, the channels fixed, all else free. */
    private ProtobufMessage tensor(String name, int channels) {
        ProtobufMessage shape = new ProtobufMessage()
                .message(1, new ProtobufMessage().text(2, "batch"))
                .message(1, new ProtobufMessage().number(1, channels));
        List.of("depth", "height", "width")
                .subList(3 - dimensions, 3)
                .forEach(axis -> shape.message(1, new ProtobufMessage().text(2, axis)));
        ProtobufMessage type = new ProtobufMessage().number(1, FLOAT).message(2, shape);
        return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, type));
    }

    private List<Kernel> kernels() {
        return IntStream.range(0, bank.outputs())
                .boxed()
                .flatMap(output -> IntStream.range(0, bank.inputs()).mapToObj(input -> bank.kernel(output, input)))
                .toList();
    }

    private IntStream extents() {
        Shape shape = bank.shape();
        return spatial(shape.depth(), shape.height(), shape.width());
    }

    /** Those of depth, height and width that the kernel has. */
    private IntStream spatial(int... values) {
        return IntStream.of(values).skip(3L - dimensions);
    }
}
