package io.github.kernelj.task;

import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.Operation;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.image.OutputType;
import io.github.kernelj.image.Range;
import io.github.kernelj.image.Selection;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.kernel.VoxelSize;
import io.github.kernelj.zarr.DataType;
import io.github.kernelj.zarr.Dimension;
import io.github.kernelj.zarr.OmeForm;
import io.github.kernelj.zarr.OmeZarr;
import io.github.kernelj.zarr.ZarrVolume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A kernel to be applied to an image in OME-Zarr: what is read, what is computed, what the result looks like. It says the
 * same on every machine, so that a result doesn't depend on how the work is shared out. Immutable.
 *
 * <p>The work falls into <em>runs</em>: one for each frame and channel (slice and channel where the kernel runs along
 * frames), or each frame if channels are mixed.
 */
public final class VolumeJob {

    /** Chunks of more pixels aren't taken over from the input. */
    private static final long LARGEST_CHUNK = 1 << 25;

    private static final Shape USUAL_CHUNK = new Shape(256, 256, 64);

    private final OmeZarr input;
    private final ApplySettings settings;
    private final Selection selection;
    private final KernelBank given;
    private final KernelBank bank;
    private final Plan plan;
    private final OmeForm form;
    private final List<String> notices = new ArrayList<>();

    private VolumeJob(OmeZarr input, ApplySettings settings, ZarrSettings storage) throws IOException {
        this.input = input;
        this.settings = settings;
        this.selection = settings.selection().within(size('c'), size('z'), size('t'));
        VoxelSize voxel = new VoxelSize(
                input.dimension('x').spacing(),
                input.dimension('y').spacing(),
                input.dimension('z').spacing(),
                input.dimension('x').unit());
        this.given = Kernels.evaluate(settings.kernel(), voxel);
        this.bank = settings.axes().orient(new KernelAdjustment(settings, notices).of(given));
        requireChannels();
        Shape shape = new Shape(size('x'), size('y'), planes().size());
        this.plan = Plan.of(bank, settings.correlation(), shape);
        this.form = form(storage);
    }

    /**
     * Makes a job ready.
     *
     * @throws IllegalArgumentException if kernel, settings and image don't go together, saying why and what to do
     * @throws IOException if a kernel file can't be read
     */
    public static VolumeJob of(OmeZarr input, ApplySettings settings, ZarrSettings storage) throws IOException {
        if (settings.destination() == Destination.IN_PLACE) {
            throw new IllegalArgumentException("destination=in-place isn't for stored images; name another output");
        }
        if (settings.output().isPresent()) {
            throw new IllegalArgumentException("the output is named twice: as OME-Zarr and by output=");
        }
        return new VolumeJob(input, settings, storage);
    }

    private void requireChannels() {
        int channels = selection.channels().size();
        if (mixes() && bank.inputs() != channels) {
            throw new IllegalArgumentException("the " + bank + " needs "
                    + Preparation.count(bank.inputs(), "channel") + ", but "
                    + Preparation.count(channels, "channel") + " of " + input.place()
                    + " are given; choose them with channels=, or use another bank");
        }
    }

    /** What the result looks like. */
    public OmeForm form() {
        return form;
    }

    /** The plan for every run. */
    public Plan plan() {
        return plan;
    }

    /** What people should know, in sentences. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /** Number of runs. */
    public int runs() {
        return positions().size() * (mixes() ? 1 : selection.channels().size());
    }

    /** The kernel as given, evaluated. */
    public KernelBank given() {
        return given;
    }

    ApplySettings settings() {
        return settings;
    }

    KernelBank bank() {
        return bank;
    }

    /** The anchor of the kernel that is correlated. */
    Anchor anchor() {
        KernelBank correlated =
                settings.correlation().operation() == Operation.CONVOLUTION ? bank.map(Kernel::flipped) : bank;
        return correlated.anchor();
    }

    /** Width and height of the input, and number of its selected planes. */
    Shape shape() {
        return new Shape(size('x'), size('y'), planes().size());
    }

    /** How many of the input's planes come before the selected ones. */
    int firstPlane() {
        return planes().first() - 1;
    }

    /** The volumes that a run reads, one for each input channel of the bank, all planes of them. */
    List<ZarrVolume> inputs(int run) {
        int position = positions().first() - 1 + run / runsOfPosition();
        int channel = selection.channels().first() - 1 + run % runsOfPosition();
        return IntStream.range(0, mixes() ? bank.inputs() : 1)
                .mapToObj(i -> volume(input, channel + i, position))
                .toList();
    }

    /** The volumes that a run writes, one for each output channel of the bank. */
    List<ZarrVolume> outputs(OmeZarr output, int run) {
        int channel = run % runsOfPosition();
        return IntStream.range(0, mixes() ? bank.outputs() : 1)
                .mapToObj(i -> volume(output, channel + i, run / runsOfPosition()))
                .toList();
    }

    private ZarrVolume volume(OmeZarr image, int channel, int position) {
        return alongFrames() ? image.frames(channel, position) : image.volume(channel, position);
    }

    private int runsOfPosition() {
        return mixes() ? 1 : selection.channels().size();
    }

    private boolean mixes() {
        return !bank.isSingle();
    }

    private boolean alongFrames() {
        return settings.axes().stack().filter(Axes.Stack.FRAMES::equals).isPresent();
    }

    private Range planes() {
        return alongFrames() ? selection.frames() : selection.slices();
    }

    private Range positions() {
        return alongFrames() ? selection.slices() : selection.frames();
    }

    private int size(char axis) {
        return input.dimension(axis).size();
    }

    private OmeForm form(ZarrSettings storage) {
        Shape chunk = storage.chunks().orElse(inputChunk());
        Shape output = plan.output();
        int[] origin = plan.origin();
        char stack = alongFrames() ? 't' : 'z';
        char other = alongFrames() ? 'z' : 't';
        List<Dimension> dimensions = new ArrayList<>();
        for (char axis : Dimension.AXES.toCharArray()) {
            Dimension dimension;
            if (axis == 'c') {
                int channels = mixes() ? bank.outputs() : selection.channels().size();
                dimension = Dimension.of('c', channels, 1);
            } else if (axis == stack) {
                int depth = alongFrames() ? 1 : chunk.depth();
                dimension = dimension(axis, output.depth(), depth, firstPlane() + origin[2]);
            } else if (axis == other) {
                dimension = dimension(axis, positions().size(), 1, positions().first() - 1);
            } else if (axis == 'y') {
                dimension = dimension(axis, output.height(), chunk.height(), origin[1]);
            } else {
                dimension = dimension(axis, output.width(), chunk.width(), origin[0]);
            }
            if (dimension.size() > 1 || axis == 'x' || axis == 'y') {
                dimensions.add(dimension);
            }
        }
        return new OmeForm(
                storage.version(), input.name(), dimensions, type(), storage.compression(), storage.pyramid());
    }

    private Dimension dimension(char axis, int size, int chunk, int shift) {
        Dimension like = input.dimension(axis);
        return new Dimension(
                axis, size, Math.min(size, chunk), like.unit(), like.spacing(), like.origin() + shift * like.spacing());
    }

    private Shape inputChunk() {
        Shape chunk = new Shape(
                input.dimension('x').chunk(),
                input.dimension('y').chunk(),
                input.dimension('z').chunk());
        return chunk.volume() <= LARGEST_CHUNK ? chunk : USUAL_CHUNK;
    }

    /** As images in memory have it; types that ImageJ doesn't know stay what they are, too. */
    private DataType type() {
        DataType same = input.type();
        OutputType wanted = settings.type();
        return switch (wanted) {
            case SAME -> same;
            case BITS_8 -> same.isInteger() && same.bytes() == 1 ? same : DataType.UINT8;
            case BITS_16 -> same.isInteger() && same.bytes() == 2 ? same : DataType.UINT16;
            case BITS_32 -> DataType.FLOAT32;
        };
    }
}
