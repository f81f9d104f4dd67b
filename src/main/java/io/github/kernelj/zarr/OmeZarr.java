package io.github.kernelj.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An image in OME-Zarr: an array, and the halved copies of it if there are any, with what each dimension means. Bare
 * arrays of 2 to 5 dimensions are read too, as {@code yx}, {@code zyx}, {@code czyx} or {@code tczyx}.
 *
 * <p>Of Zarr 2 and 3 are read: all integer and float types, both byte orders, gzip, zlib, zstd, lz4 and blosc; no shards.
 * Immutable and safe for use by several threads.
 */
public final class OmeZarr {

    private final ChunkStore store;
    private final String name;
    private final List<Level> levels;
    private final OmeForm form;

    /** An array and what its dimensions mean, in its own order. */
    private record Level(String path, ZarrArray array, List<Dimension> dimensions) {}

    private OmeZarr(ChunkStore store, String name, List<Level> levels, OmeForm form) {
        this.store = store;
        this.name = name;
        this.levels = levels;
        this.form = form;
    }

    /**
     * Opens an image.
     *
     * @throws IOException naming the place and what is wrong: no OME-Zarr, damaged, or something that isn't supported
     */
    public static OmeZarr open(ChunkStore store) throws IOException {
        OmeJson.Multiscale multiscale = OmeJson.read(store).orElse(null);
        if (multiscale == null) {
            return ofArray(store);
        }
        List<Level> levels = new ArrayList<>();
        for (OmeJson.Level level : multiscale.levels()) {
            ZarrArray array = ZarrArray.open(store, level.path());
            levels.add(new Level(level.path(), array, dimensions(array, multiscale.axes(), level, store)));
        }
        return new OmeZarr(store, multiscale.name(), levels, null);
    }

    private static OmeZarr ofArray(ChunkStore store) throws IOException {
        if (!store.exists(ArrayJson.V2) && !store.exists(ArrayJson.V3)) {
            throw new IOException("can't open " + store.locate("") + ": it holds neither OME-Zarr nor a Zarr array");
        }
        ZarrArray array = ZarrArray.open(store, "");
        OmeJson.Level bare = new OmeJson.Level("", new double[0], new double[0]);
        return new OmeZarr(store, "", List.of(new Level("", array, dimensions(array, List.of(), bare, store))), null);
    }

    private static List<Dimension> dimensions(
            ZarrArray array, List<OmeJson.Axis> given, OmeJson.Level level, ChunkStore store) throws IOException {
        ArrayLayout layout = array.layout();
        int count = layout.shape().size();
        List<OmeJson.Axis> axes = given.isEmpty() ? guessed(count) : given;
        String names = axes.stream().map(axis -> String.valueOf(axis.name())).collect(Collectors.joining());
        boolean usable = axes.size() == count
                && names.contains("y")
                && names.contains("x")
                && names.chars().distinct().count() == count;
        if (!usable) {
            throw new IOException("can't open " + store.locate(level.path()) + ": an array of " + count
                    + " dimensions with the axes '" + names + "' isn't an image");
        }
        try {
            return IntStream.range(0, count)
                    .mapToObj(i -> new Dimension(
                            names.charAt(i),
                            layout.shape().get(i),
                            layout.chunks().get(i),
                            axes.get(i).unit(),
                            i < level.scale().length ? level.scale()[i] : 1,
                            i < level.translation().length ? level.translation()[i] : 0))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IOException("can't open " + store.locate(level.path()) + ": " + e.getMessage(), e);
        }
    }

    private static List<OmeJson.Axis> guessed(int count) {
        String names = count == 2 ? "yx" : count == 3 ? "zyx" : count == 4 ? "czyx" : count == 5 ? "tczyx" : "";
        return names.chars().mapToObj(c -> new OmeJson.Axis((char) c, "")).toList();
    }

    /**
     * Begins an image: writes the arrays' metadata. It is no OME-Zarr, and nobody takes it for finished, before
     * {@link #finish()}.
     *
     * @throws IOException if the store refuses
     */
    public static OmeZarr create(ChunkStore store, OmeForm form) throws IOException {
        OmeZarr image = planned(store, form);
        for (Level level : image.levels) {
            level.array()
                    .writeMetadata(level.dimensions().stream()
                            .map(dimension -> String.valueOf(dimension.axis()))
                            .toList());
        }
        return image;
    }

    /** The image that {@link #create} begins, without writing anything: for others that write chunks of it. */
    public static OmeZarr planned(ChunkStore store, OmeForm form) {
        List<Level> levels = new ArrayList<>();
        for (List<Dimension> dimensions : form.levels()) {
            String path = Integer.toString(levels.size());
            ArrayLayout layout = ArrayLayout.of(
                    form.version(),
                    dimensions.stream().map(Dimension::size).toList(),
                    dimensions.stream().map(Dimension::chunk).toList(),
                    form.type(),
                    form.packing());
            levels.add(new Level(path, ZarrArray.of(store, path, layout), dimensions));
        }
        return new OmeZarr(store, form.name(), List.copyOf(levels), form);
    }

    /** Whether there already is an image, or the beginning of one, of exactly this form. */
    public static boolean isBegun(ChunkStore store, OmeForm form) throws IOException {
        OmeZarr wanted = planned(store, form);
        for (Level level : wanted.levels) {
            String key = ZarrArray.join(level.path(), form.version() == 3 ? ArrayJson.V3 : ArrayJson.V2);
            if (!store.exists(key)
                    || !ZarrArray.open(store, level.path())
                            .layout()
                            .equals(level.array().layout())) {
                return false;
            }
        }
        return true;
    }

    /** Writes what makes the arrays an OME image. */
    public void finish() throws IOException {
        Objects.requireNonNull(form, "an image that was opened is finished");
        OmeJson.write(store, form, levels.stream().map(Level::path).toList());
    }

    public String name() {
        return name;
    }

    /** Where it lies. */
    public String place() {
        return store.locate("");
    }

    /** Number of levels, the full size counted. */
    public int levels() {
        return levels.size();
    }

    /** Type of the pixels. */
    public DataType type() {
        return levels.get(0).array().layout().elements().type();
    }

    /** A dimension of the full size; of size 1 if the image doesn't have it. */
    public Dimension dimension(char axis) {
        return dimension(0, axis);
    }

    /** @param level 0 for the full size */
    public Dimension dimension(int level, char axis) {
        return byAxis(levels.get(level)).getOrDefault(axis, Dimension.absent(axis));
    }

    /** A volume of slices at the full size. */
    public ZarrVolume volume(int channel, int frame) {
        return slices(0, channel, frame);
    }

    /**
     * The slices of one channel and frame.
     *
     * @param level 0 for the full size
     */
    public ZarrVolume slices(int level, int channel, int frame) {
        return volume(level, 'z', Map.of('c', channel, 't', frame));
    }

    /** The frames of one channel and slice, at the full size. */
    public ZarrVolume frames(int channel, int slice) {
        return volume(0, 't', Map.of('c', channel, 'z', slice));
    }

    private ZarrVolume volume(int level, char stack, Map<Character, Integer> fixed) {
        fixed.forEach((axis, index) ->
                Objects.checkIndex(index, dimension(level, axis).size()));
        Level found = levels.get(level);
        return new ZarrVolume(found.array(), found.dimensions(), stack, fixed);
    }

    private static Map<Character, Dimension> byAxis(Level level) {
        return level.dimensions().stream().collect(Collectors.toMap(Dimension::axis, Function.identity()));
    }
}
