package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.BlockStatistics.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Passes over pairs that are spread over several machines. */
final class SpreadPasses implements Passes {

    /** Extents of the part of a plane that is shown. */
    private static final int SHOWN = 1024;

    private final PairBoxes pixels;
    private final Shape kernel;
    private final PixelSpread spread;
    private List<PixelSums> inputs;

    /** @param kernel the shape to be learned, for which a target may have the size of its windows */
    SpreadPasses(PairBoxes pixels, Shape kernel, PixelSpread spread) {
        this.pixels = pixels;
        this.kernel = kernel;
        this.spread = spread;
    }

    @Override
    public List<Shape> windows(Shape larger) {
        return Collections.nCopies(
                pixels.pairs(),
                KernelWindows.of(larger, Anchor.centreOf(larger), Anchor.centreOf(larger))
                        .of(pixels.input()));
    }

    KernelWindows windows(Shape larger, Anchor anchor) {
        boolean whole = pixels.target().equals(pixels.input());
        Anchor first = whole
                ? anchor
                : new Anchor(
                        (larger.width() - kernel.width()) / 2,
                        (larger.height() - kernel.height()) / 2,
                        (larger.depth() - kernel.depth()) / 2);
        return KernelWindows.of(larger, anchor, first);
    }

    /** All windows of the kernel, as parts of one key. */
    List<PixelPart> everything() {
        return ofVolumes(windows(kernel).get(0), pixels.part(), false);
    }

    private List<PixelPart> ofVolumes(Shape volume, Shape size, boolean keyed) {
        List<PixelPart> parts = new ArrayList<>();
        for (int pair = 0; pair < pixels.pairs(); pair++) {
            int first = keyed ? 0 : parts.size();
            parts.addAll(PixelPart.of(keyed ? pair : 0, first, pair, WindowBox.all(volume), size));
        }
        return parts;
    }

    @Override
    public BlockStatistics statistics(Shape larger, Anchor anchor, BlockGrid grid, Progress progress)
            throws IOException {
        PatchStatistics.requireLearnable(larger, anchor);
        List<Shape> windows = windows(larger);
        BlockGrid affordable = BlockStatistics.affordable(grid, larger, windows);
        List<WindowBox> boxes = affordable.boxes(windows.get(0));
        List<PixelPart> parts = new ArrayList<>();
        for (int pair = 0; pair < pixels.pairs(); pair++) {
            for (int i = 0; i < boxes.size(); i++) {
                parts.addAll(PixelPart.of(pair * boxes.size() + i, 0, pair, boxes.get(i), pixels.part()));
            }
        }
        List<PixelSums> answers = spread.ask(new StatisticsQuestion(windows(larger, anchor)), parts);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            blocks.add(new Block(
                    i / boxes.size(),
                    boxes.get(i % boxes.size()),
                    answers.get(i).patch()));
        }
        return new BlockStatistics(
                blocks, affordable.equals(grid) ? null : BlockStatistics.notice(blocks.size(), larger));
    }

    @Override
    public TargetValues values(DiagnosisOptions how, Progress progress) throws IOException {
        List<PixelPart> parts = ofVolumes(pixels.target(), pixels.part(), false);
        return TargetQuestion.values(
                spread.ask(new TargetQuestion(how.lower(), how.upper()), parts).get(0));
    }

    @Override
    public void look(PixelView view, Kernel filter, TargetValues values, Progress progress) throws IOException {
        LookQuestion question = question(view, filter, new double[] {values.least(), values.most()});
        int[] all = new int[view.blocks().size()];
        ask(question, view, all, 0);
        view.show(example(question));
    }

    @Override
    public void lookAt(PixelView view, Kernel filter, int[] folds, int fold, Progress progress) throws IOException {
        ask(question(view, filter, new double[0]), view, folds, fold);
    }

    private LookQuestion question(PixelView view, Kernel filter, double[] values) throws IOException {
        float[] centres = new float[pixels.pairs()];
        for (int pair = 0; pair < centres.length; pair++) {
            centres[pair] = InputQuestion.centre(inputs().get(pair));
        }
        return new LookQuestion(
                windows(filter.shape(), filter.anchor()),
                filter.weights(),
                filter.bias(),
                view.range(),
                values,
                centres);
    }

    private void ask(LookQuestion question, PixelView view, int[] folds, int fold) throws IOException {
        int[] wanted =
                IntStream.range(0, folds.length).filter(b -> folds[b] == fold).toArray();
        List<PixelPart> parts = new ArrayList<>();
        for (int key = 0; key < wanted.length; key++) {
            Block block = view.blocks().get(wanted[key]);
            parts.addAll(PixelPart.of(key, 0, block.pair(), block.windows(), pixels.part()));
        }
        List<PixelSums> answers = parts.isEmpty() ? List.of() : spread.ask(question, parts);
        for (int key = 0; key < wanted.length; key++) {
            view.add(wanted[key], answers.get(key).sums());
        }
    }

    /** The middle of the middle plane, read here. */
    private Diagnosis.Example example(LookQuestion question) throws IOException {
        Shape windows = windows(kernel).get(0);
        int width = Math.min(SHOWN, windows.width());
        int height = Math.min(SHOWN, windows.height());
        WindowBox middle = new WindowBox(
                (windows.width() - width) / 2,
                (windows.height() - height) / 2,
                windows.depth() / 2,
                new Shape(width, height, 1));
        PixelView view = new PixelView(List.of(), question.range(), null);
        question.look(view, middle, 0, pixels);
        return view.example();
    }

    @Override
    public OptionalDouble inputNoise() throws IOException {
        double[] samples = inputs().stream()
                .flatMapToDouble(answer -> Arrays.stream(answer.samples()))
                .toArray();
        return InputNoise.estimate(samples);
    }

    /** By pair. */
    private List<PixelSums> inputs() throws IOException {
        if (inputs == null) {
            Shape image = pixels.input();
            int stride = InputNoise.canTell(image) ? InputNoise.stride(image.volume() * pixels.pairs()) : 0;
            Shape rows = new Shape(
                    image.width(), pixels.part().height(), pixels.part().depth());
            inputs = spread.ask(new InputQuestion(stride), ofVolumes(image, rows, true));
        }
        return inputs;
    }
}
