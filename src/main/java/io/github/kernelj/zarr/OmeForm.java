package io.github.kernelj.zarr;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an image to be written looks like. Immutable.
 *
 * @param version of Zarr: 2 (OME-NGFF 0.4) or 3 (OME-NGFF 0.5)
 * @param name of the image
 * @param dimensions the slowest first, in the order t, c, z, y, x; those of size 1 but y and x may be left out
 * @param type of the pixels
 * @param packing of the chunks
 * @param pyramid whether halved copies follow, down to a single chunk in the plane
 */
public record OmeForm(
        int version, String name, List<Dimension> dimensions, DataType type, Packing packing, boolean pyramid) {

    /** @throws IllegalArgumentException if the version or the order of the dimensions isn't as described */
    public OmeForm {
        if (version != 2 && version != 3) {
            throw new IllegalArgumentException("the version of Zarr is 2 or 3, got " + version);
        }
        dimensions = List.copyOf(dimensions);
        int last = -1;
        Set<Character> axes = new HashSet<>();
        for (Dimension dimension : dimensions) {
            int place = Dimension.AXES.indexOf(dimension.axis());
            if (place <= last) {
                throw new IllegalArgumentException("dimensions follow each other as t, c, z, y, x");
            }
            last = place;
            axes.add(dimension.axis());
        }
        if (!axes.contains('y') || !axes.contains('x')) {
            throw new IllegalArgumentException("an image has at least the dimensions y and x");
        }
    }

    /** The dimensions of every level, the full size first. It depends on the dimensions only. */
    List<List<Dimension>> levels() {
        List<List<Dimension>> levels = new ArrayList<>();
        levels.add(dimensions);
        while (pyramid && isLarge(levels.get(levels.size() - 1))) {
            levels.add(halved(levels.get(levels.size() - 1)));
        }
        return levels;
    }

    private static boolean isLarge(List<Dimension> level) {
        return level.stream().anyMatch(d -> (d.axis() == 'x' || d.axis() == 'y') && d.chunks() > 1);
    }

    /** Axes whose pixels are much further apart than others' aren't halved, until the others have caught up. */
    private static List<Dimension> halved(List<Dimension> level) {
        double finest = level.stream()
                .filter(OmeForm::isHalvable)
                .mapToDouble(Dimension::spacing)
                .min()
                .orElse(1);
        return level.stream()
                .map(dimension ->
                        isHalvable(dimension) && dimension.spacing() < 2 * finest ? dimension.halved() : dimension)
                .toList();
    }

    private static boolean isHalvable(Dimension dimension) {
        return dimension.type().equals("space") && dimension.size() > 1;
    }
}
