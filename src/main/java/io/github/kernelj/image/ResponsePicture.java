package io.github.kernelj.image;

import io.github.kernelj.kernel.ResponsePlane;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * A plane of a frequency response as a picture, frequency 0 in the middle, low frequencies of the second axis on top, as
 * rows of an image run downwards. Draws without a display.
 *
 * @param plane what is shown
 * @param isPhase whether the phase is shown, else the magnitude
 * @param isOfVolume whether it needs saying that the third frequency is 0
 */
record ResponsePicture(ResponsePlane plane, boolean isPhase, boolean isOfVolume) {

    private static final String[] AXES = {"fx", "fy", "fz"};
    private static final int BAR = 8;
    private static final int MARGIN = 12;
    private static final int LEFT = 46;

    /** An RGB image on white, {@code plane.size()} pixels wide and some for labels. */
    BufferedImage draw() {
        FontMetrics metrics = TextBlock.metrics(KernelPicture.SMALL);
        int line = metrics.getHeight();
        int size = plane.size();
        int height = line + 4 + size + 2 + 2 * line + 6 + BAR + 2 + line;
        BufferedImage picture = new BufferedImage(LEFT + size + 12, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = TextBlock.antialiased(picture);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, picture.getWidth(), height);
        graphics.setFont(KernelPicture.SMALL);
        graphics.setColor(KernelPicture.INK);
        graphics.drawString(title(), LEFT, metrics.getAscent());
        int top = line + 4;
        double most = most();
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                picture.setRGB(
                        LEFT + 1 + column,
                        top + 1 + row,
                        colour(column, row, most).getRGB());
            }
        }
        graphics.setColor(KernelPicture.LINE);
        graphics.drawRect(LEFT, top, size + 1, size + 1);
        drawAxes(graphics, metrics, top);
        drawBar(graphics, metrics, top + size + 2 + 2 * line + 6, most);
        graphics.dispose();
        return picture;
    }

    private String title() {
        String third = AXES[3 - plane.across() - plane.down()];
        return isPhase ? "phase of H (gray: H = 0)" : "magnitude |H|" + (isOfVolume ? ", " + third + " = 0" : "");
    }

    private double most() {
        double most = 0;
        for (int row = 0; row < plane.size(); row++) {
            for (int column = 0; column < plane.size(); column++) {
                most = Math.max(most, plane.magnitude(column, row));
            }
        }
        return most;
    }

    private Color colour(int column, int row, double most) {
        return isPhase
                ? PhaseScale.of(plane.phase(column, row))
                : new DivergingScale(most).of(plane.magnitude(column, row));
    }

    private void drawAxes(Graphics2D graphics, FontMetrics metrics, int top) {
        int size = plane.size();
        int under = top + size + 2 + metrics.getAscent();
        String[] ends = {"−½", "0", "½"};
        graphics.setColor(KernelPicture.PALE_INK);
        for (int i = 0; i < 3; i++) {
            int width = metrics.stringWidth(ends[i]);
            graphics.drawString(ends[i], LEFT + 1 + i * (size - 1) / 2 - width / 2, under);
            graphics.drawString(ends[i], LEFT - 4 - width, top + 1 + i * (size - 1) / 2 + metrics.getAscent() / 2 - 2);
        }
        String across = AXES[plane.across()] + " → (cycles per pixel)";
        graphics.drawString(across, LEFT + (size - metrics.stringWidth(across)) / 2, under + metrics.getHeight());
        String down = AXES[plane.down()];
        graphics.drawString(down, MARGIN, top + size / 4 + metrics.getAscent() / 2);
        graphics.drawString("↓", MARGIN + 3, top + size / 4 + metrics.getHeight() + metrics.getAscent() / 2);
    }

    private void drawBar(Graphics2D graphics, FontMetrics metrics, int top, double most) {
        int size = plane.size();
        DoubleUnaryOperator value = share -> isPhase ? (2 * share - 1) * Math.PI : share * most;
        DoubleFunction<Color> colour = isPhase ? PhaseScale::of : new DivergingScale(most)::of;
        for (int i = 0; i < size; i++) {
            graphics.setColor(colour.apply(value.applyAsDouble((double) i / (size - 1))));
            graphics.fillRect(LEFT + 1 + i, top, 1, BAR);
        }
        graphics.setColor(KernelPicture.LINE);
        graphics.drawRect(LEFT, top, size + 1, BAR);
        graphics.setColor(KernelPicture.PALE_INK);
        String[] labels = isPhase
                ? new String[] {"−π", "0", "π"}
                : new String[] {"0", Digits.three(most / 2), Digits.three(most)};
        for (int i = 0; i < 3; i++) {
            int x = LEFT + i * (size - metrics.stringWidth(labels[i])) / 2;
            graphics.drawString(labels[i], x, top + BAR + 2 + metrics.getAscent());
        }
    }
}
