package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.kernelj.engine.Border;
import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our models run by ONNX Runtime give what our engine gives: {@code mvn -Ponnx test -Dtest=OnnxRuntimeTest}. */
class OnnxRuntimeTest {

    @TempDir
    Path folder;

    static Stream<KernelBank> banks() {
        Random random = new Random(3);
        return Stream.of(
                bank(random, 1, 1, new Shape(5, 1, 1)),
                bank(random, 1, 1, new Shape(4, 1, 1)),
                bank(random, 1, 1, Shape.of(3, 3)),
                bank(random, 1, 1, Shape.of(4, 6)),
                bank(random, 1, 1, Shape.of(1, 7)),
                bank(random, 1, 1, Shape.of(21, 21)),
                bank(random, 1, 1, new Shape(3, 3, 3)),
                bank(random, 1, 1, new Shape(2, 3, 4)),
                bank(random, 1, 1, new Shape(1, 1, 5)),
                bank(random, 3, 3, Shape.of(3, 3)),
                bank(random, 2, 3, Shape.of(4, 2)),
                bank(random, 3, 2, new Shape(2, 3, 2)),
                bank(random, 2, 2, new Shape(6, 1, 1)),
                bank(random, 1, 1, Shape.of(5, 4)).map(kernel -> kernel.withAnchor(new Anchor(0, 3, 0))));
    }

    @ParameterizedTest
    @MethodSource("banks")
    void theModelGivesWhatTheEngineGives(KernelBank bank) throws IOException, OrtException {
        Path file = folder.resolve("k.onnx");
        KernelFiles.write(bank, file);
        Random random = new Random(4);
        int dimensions = bank.shape().dimensions();
        Shape shape = new Shape(40, dimensions > 1 ? 37 : 1, dimensions > 2 ? 11 : 1);
        List<Volume> image = IntStream.range(0, bank.inputs())
                .mapToObj(channel -> Volume.of(shape, pixels(random, shape)))
                .toList();
        float[] ours = ours(bank, image, shape);
        float[] theirs = theirs(file, bank, image, shape);
        double off = 0;
        for (int i = 0; i < ours.length; i++) {
            off = Math.max(off, Math.abs(ours[i] - theirs[i]));
        }
        System.out.printf("%-40s off by %.1e of a range of 1%n", bank, off);
        assertThat(theirs).hasSameSizeAs(ours);
        assertThat(off).isLessThanOrEqualTo(1e-5);
    }

    private static float[] ours(KernelBank bank, List<Volume> image, Shape shape) throws IOException {
        List<Volume> results = IntStream.range(0, bank.outputs())
                .mapToObj(output -> new Volume(shape))
                .toList();
        try (Workers workers = Workers.all()) {
            Plan.of(bank, Correlation.DEFAULT.withBorder(Border.CONSTANT), shape)
                    .run(List.copyOf(image), List.copyOf(results), workers, Progress.NONE);
        }
        return joined(results);
    }

    private static float[] theirs(Path file, KernelBank bank, List<Volume> image, Shape shape) throws OrtException {
        List<Long> axes = new ArrayList<>(List.of(1L, (long) bank.inputs()));
        if (bank.shape().dimensions() > 2) {
            axes.add((long) shape.depth());
        }
        if (bank.shape().dimensions() > 1) {
            axes.add((long) shape.height());
        }
        axes.add((long) shape.width());
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor tensor = OnnxTensor.createTensor(
                        environment,
                        FloatBuffer.wrap(joined(image)),
                        axes.stream().mapToLong(Long::longValue).toArray());
                OrtSession.Result result = session.run(Map.of("image", tensor))) {
            FloatBuffer values = ((OnnxTensor) result.get("result").orElseThrow()).getFloatBuffer();
            float[] all = new float[values.remaining()];
            values.get(all);
            return all;
        }
    }

    private static float[] joined(List<Volume> volumes) {
        FloatBuffer all = FloatBuffer.allocate(
                volumes.size() * (int) volumes.get(0).shape().volume());
        volumes.forEach(volume -> all.put(volume.toArray()));
        return all.array();
    }

    /** Weights whose magnitudes sum to about 1 for each output, so that results are about as large as pixels. */
    private static KernelBank bank(Random random, int outputs, int inputs, Shape shape) {
        return KernelBank.of(IntStream.range(0, outputs)
                .mapToObj(output -> IntStream.range(0, inputs)
                        .mapToObj(input -> {
                            float[] weights = new float[(int) shape.volume()];
                            for (int i = 0; i < weights.length; i++) {
                                weights[i] = (float) (random.nextGaussian() / weights.length / inputs);
                            }
                            return Kernel.of(shape, weights).withBias(random.nextGaussian());
                        })
                        .toList())
                .toList());
    }

    private static float[] pixels(Random random, Shape shape) {
        float[] pixels = new float[(int) shape.volume()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return pixels;
    }
}
