package io.github.kernelj.kernel;

/**
 * Kernels as plain text: rows end with a newline or {@code ;}, planes with a blank line or {@code |}, numbers such as
 * {@code -1.5e-3} or {@code 1/9} are separated by blanks, tabs or commas. What ImageJ's Convolve reads and writes is
 * understood too.
 *
 * <pre>
 * 1 2 1; 2 4 2; 1 2 1        a plane of three rows
 * 1 1 1 1 1 1 1 1 1 1        a 1-D kernel of ten taps
 * 0 1 0 | 1 -6 1 | 0 1 0     three planes of one row
 * </pre>
 *
 * Plain text holds weights only: no anchor, bias, name or provenance.
 */
public final class KernelText {

    private KernelText() {}

    /**
     * The kernel written in {@code text}, with the default anchor and no bias. Each number becomes the nearest float.
     * A byte order mark, blanks at the ends of lines, {@code ;} before a newline and any kind of line end are fine.
     *
     * @throws KernelSyntaxException naming row and column, if a token isn't a finite number, rows or planes differ in
     *     size, there is no number at all, a comma could be a decimal comma ({@code 0,5 1,2}), or there are more than
     *     {@link Kernel#MAX_TAPS} numbers
     */
    public static Kernel parse(String text) {
        return new MatrixScanner(text).scan();
    }

    /**
     * The weights, a line for each row and a blank line between planes, each number as short as reads back to the same
     * float; no newline at the end.
     */
    public static String format(Kernel kernel) {
        Shape shape = kernel.shape();
        StringBuilder text = new StringBuilder();
        for (int z = 0; z < shape.depth(); z++) {
            text.append(z > 0 ? "\n\n" : "");
            for (int y = 0; y < shape.height(); y++) {
                text.append(y > 0 ? "\n" : "");
                for (int x = 0; x < shape.width(); x++) {
                    text.append(x > 0 ? " " : "").append(Numbers.shortest(kernel.weight(x, y, z)));
                }
            }
        }
        return text.toString();
    }
}
