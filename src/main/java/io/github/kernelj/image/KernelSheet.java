package io.github.kernelj.image;

import ij.process.ColorProcessor;
import io.github.kernelj.kernel.FrequencyResponse;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.ResponsePlane;
import io.github.kernelj.kernel.Shape;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * All that can be seen of a kernel on one sheet: the weights as a heat map, what is known of them in words, profiles
 * through the anchor, and the frequency response. Draws without a display.
 */
public final class KernelSheet {

    /** The response of larger kernels isn't drawn, as it would take long. */
    public static final int MOST_TAPS = 1 << 20;

    private static final int MARGIN = 16;
    private static final int GAP = 20;
    private static final int WIDTH = 2 * KernelPlots.WIDTH + GAP;
    private static final int FREQUENCIES_OF_A_PLANE = 221;
    private static final int FREQUENCIES_OF_A_VOLUME = 181;
    private static final int NARROWEST_TEXT = 400;
    private static final Font HEADING = TextBlock.sans(Font.BOLD, 13);

    private KernelSheet() {}

    /**
     * Draws the sheet.
     *
     * @param facts what is known of the kernel, a line each; long ones are broken
     * @return an RGB image on white, about 1020 pixels wide
     */
    public static ColorProcessor of(Kernel kernel, List<String> facts) {
        List<List<BufferedImage>> rows = new ArrayList<>();
        BufferedImage map = KernelPicture.of(kernel).getBufferedImage();
        int beside = WIDTH - map.getWidth() - GAP;
        if (beside >= NARROWEST_TEXT) {
            rows.add(List.of(map, text(facts, beside)));
        } else {
            rows.add(List.of(map));
            rows.add(List.of(text(facts, WIDTH - 2 * MARGIN)));
        }
        BufferedImage profile = headed("Weights on the lines through the anchor", KernelPlots.profile(kernel));
        if (kernel.shape().volume() > MOST_TAPS) {
            rows.add(List.of(profile));
        } else {
            rows.add(List.of(profile, headed("Frequency response", KernelPlots.radial(kernel))));
            rows.add(responses(kernel));
        }
        return arranged(rows);
    }

    /** Magnitude and phase over planes of frequencies: of a volume two planes, else one. */
    private static List<BufferedImage> responses(Kernel kernel) {
        FrequencyResponse response = new FrequencyResponse(kernel);
        boolean isVolume = kernel.shape().depth() > 1;
        List<BufferedImage> pictures = new ArrayList<>();
        for (int[] axes : planes(kernel.shape())) {
            ResponsePlane plane =
                    response.plane(axes[0], axes[1], isVolume ? FREQUENCIES_OF_A_VOLUME : FREQUENCIES_OF_A_PLANE);
            pictures.add(new ResponsePicture(plane, false, isVolume).draw());
            pictures.add(new ResponsePicture(plane, true, isVolume).draw());
        }
        return pictures;
    }

    private static List<int[]> planes(Shape shape) {
        int[] xy = {0, 1};
        if (shape.depth() == 1) {
            return List.of(xy);
        }
        int[] withZ = {shape.width() == 1 && shape.height() > 1 ? 1 : 0, 2};
        return shape.width() == 1 && shape.height() == 1 ? List.of(withZ) : List.of(xy, withZ);
    }

    private static BufferedImage text(List<String> facts, int width) {
        List<TextBlock> blocks = facts.stream()
                .map(fact -> TextBlock.of(fact, KernelPicture.SMALL, KernelPicture.INK, width))
                .toList();
        int height =
                MARGIN + blocks.stream().mapToInt(block -> block.height() + 3).sum();
        BufferedImage picture = new BufferedImage(width + MARGIN, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = whitened(picture);
        int y = MARGIN;
        for (TextBlock block : blocks) {
            block.draw(graphics, MARGIN, y);
            y += block.height() + 3;
        }
        graphics.dispose();
        return picture;
    }

    private static BufferedImage headed(String heading, ColorProcessor picture) {
        TextBlock block = TextBlock.of(heading, HEADING, KernelPicture.INK, picture.getWidth() - MARGIN);
        BufferedImage headed =
                new BufferedImage(picture.getWidth(), block.height() + picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = whitened(headed);
        block.draw(graphics, MARGIN, 0);
        graphics.drawImage(picture.getBufferedImage(), 0, block.height(), null);
        graphics.dispose();
        return headed;
    }

    private static ColorProcessor arranged(List<List<BufferedImage>> rows) {
        int width = 0;
        int height = 0;
        for (List<BufferedImage> row : rows) {
            width = Math.max(
                    width,
                    row.stream().mapToInt(picture -> picture.getWidth() + GAP).sum() - GAP);
            height += heightOf(row) + GAP / 2;
        }
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = whitened(sheet);
        int y = 0;
        for (List<BufferedImage> row : rows) {
            int x = 0;
            for (BufferedImage picture : row) {
                graphics.drawImage(picture, x, y, null);
                x += picture.getWidth() + GAP;
            }
            y += heightOf(row) + GAP / 2;
        }
        graphics.dispose();
        return new ColorProcessor(sheet);
    }

    private static int heightOf(List<BufferedImage> row) {
        return row.stream().mapToInt(BufferedImage::getHeight).max().orElse(0);
    }

    private static Graphics2D whitened(BufferedImage picture) {
        Graphics2D graphics = TextBlock.antialiased(picture);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        return graphics;
    }
}
