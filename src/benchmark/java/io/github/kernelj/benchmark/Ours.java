package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.ExamplePair;
import io.github.kernelj.learn.KernelLearner;
import io.github.kernelj.learn.TrainingOptions;
import io.github.kernelj.match.Template;
import io.github.kernelj.match.TemplateSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Our side: a plan run over volumes in memory, into arrays that were there before. */
final class Ours {

    private Ours() {}

    /** A volume of random pixels from 0 to 1. */
    static Volume image(Shape shape) {
        Random random = new Random(1);
        float[][] planes = new float[shape.depth()][shape.width() * shape.height()];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = random.nextFloat();
            }
        }
        return new Volume(shape, planes);
    }

    /** Applies one kernel. */
    static Contest.Work apply(Kernel kernel, Volume image, Workers workers) {
        return apply(KernelBank.of(kernel), image, workers);
    }

    /** Applies the bank to as many copies of the image as it has inputs. */
    static Contest.Work apply(KernelBank bank, Volume image, Workers workers) {
        Plan plan = Plan.of(bank, Correlation.DEFAULT, image.shape());
        List<Volume> inputs = new ArrayList<>();
        for (int input = 0; input < bank.inputs(); input++) {
            inputs.add(image);
        }
        List<Held> outputs = new ArrayList<>();
        for (int output = 0; output < bank.outputs(); output++) {
            outputs.add(new Held(plan.output()));
        }
        return Contest.Work.of(() -> plan.run(inputs, outputs, workers, Progress.NONE));
    }

    /** Adds normal noise to pixels in memory. */
    static void addNoise(Volume volume, float deviation) {
        Random random = new Random(2);
        for (int z = 0; z < volume.shape().depth(); z++) {
            float[] plane = volume.plane(z);
            for (int i = 0; i < plane.length; i++) {
                plane[i] += deviation * (float) random.nextGaussian();
            }
        }
    }

    /** A hundred full-batch gradient steps, from the pixels on, for a kernel with bias. */
    static Contest.Work learn(Volume image, Volume target, Shape kernel, Workers workers) {
        TrainingOptions options = TrainingOptions.DEFAULT.withShape(kernel).withIterations(100);
        List<ExamplePair> pairs = List.of(new ExamplePair(image, target));
        return Contest.Work.of(() -> KernelLearner.fit(pairs, options, workers, (step, loss) -> {}, Progress.NONE));
    }

    /** A volume of whole numbers from 0 to 255. */
    static Volume bytes(Shape shape) {
        Random random = new Random(2);
        float[] plane = new float[shape.width() * shape.height()];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = random.nextInt(256);
        }
        return new Volume(shape, plane);
    }

    /** A square of the image. */
    static float[] square(Volume image, int left, int top, int size) {
        float[] square = new float[size * size];
        for (int y = 0; y < size; y++) {
            System.arraycopy(image.plane(0), (top + y) * image.shape().width() + left, square, y * size, size);
        }
        return square;
    }

    /** Scores of a square template. */
    static Contest.Work match(Volume image, int size, float[] template, Workers workers) {
        TemplateSearch search =
                TemplateSearch.of(List.of(Template.of(Shape.of(size, size), template)), image.shape());
        Held scores = new Held(search.output());
        return Contest.Work.of(() -> search.run(image, List.of(scores), workers, Progress.NONE));
    }

    /** The scores themselves. */
    static float[] scores(Volume image, int size, float[] template, Workers workers) throws IOException {
        TemplateSearch search =
                TemplateSearch.of(List.of(Template.of(Shape.of(size, size), template)), image.shape());
        Volume scores = new Volume(search.output());
        search.run(image, List.of(scores), workers, Progress.NONE);
        return scores.plane(0);
    }

    /** Output planes that are kept from run to run, and used again when there are too few. */
    static final class Held implements PlaneSink {
        private final float[][] planes;

        Held(Shape shape) {
            planes = new float[shape.depth()][shape.width() * shape.height()];
        }

        @Override
        public float[] buffer(int z, int length) {
            return planes[z % planes.length];
        }

        @Override
        public void accept(int z, float[] plane) {}
    }
}
