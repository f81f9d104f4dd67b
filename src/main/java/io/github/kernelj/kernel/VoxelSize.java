package io.github.kernelj.kernel;

/**
 * Spacing of an image's pixels along x, y and z, needed where a kernel is given in units of length.
 *
 * @param x spacing along x in {@code unit}, above 0
 * @param y spacing along y in {@code unit}, above 0
 * @param z spacing along z in {@code unit}, above 0
 * @param unit such as {@code pixel}, {@code um}, {@code micron}, {@code mm} or {@code inch}; a blank one means {@code pixel}
 */
public record VoxelSize(double x, double y, double z, String unit) {

    /** An image that isn't calibrated: spacing 1 pixel along every axis. */
    public static final VoxelSize PIXEL = new VoxelSize(1, 1, 1, "pixel");

    /** @throws IllegalArgumentException if a spacing isn't a finite number above 0 */
    public VoxelSize {
        if (!isSpacing(x) || !isSpacing(y) || !isSpacing(z)) {
            throw new IllegalArgumentException("the spacing of pixels must be above 0 along every axis, got " + x
                    + " x " + y + " x " + z + " " + unit);
        }
        unit = unit.isBlank() ? "pixel" : unit.strip();
    }

    /**
     * The same spacing in another unit of length.
     *
     * @param lengthUnit nm, um, mm, cm, m or inch, or another name of these such as micron
     * @throws IllegalArgumentException if that isn't a known unit of length, or this spacing isn't given in one
     */
    public VoxelSize in(String lengthUnit) {
        LengthUnit wanted = LengthUnit.find(lengthUnit)
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown unit '" + lengthUnit + "'; use nm, um, mm, cm, m or inch"));
        LengthUnit given = LengthUnit.find(unit)
                .orElseThrow(() ->
                        new IllegalArgumentException("unit=" + lengthUnit + " needs an image calibrated in a length,"
                                + " but the pixels of this one are measured in '" + unit + "'"));
        double factor = given.in(wanted);
        return new VoxelSize(x * factor, y * factor, z * factor, lengthUnit.strip());
    }

    private static boolean isSpacing(double spacing) {
        return spacing > 0 && Double.isFinite(spacing);
    }

    /** {@code 0.5 x 0.5 x 2 um}. */
    @Override
    public String toString() {
        return Numbers.shortest(x) + " x " + Numbers.shortest(y) + " x " + Numbers.shortest(z) + " " + unit;
    }
}
