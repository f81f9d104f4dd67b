package io.github.kernelj.samples;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import java.util.Random;

/**
 * A picture puzzle: people on a square, in the light of the evening, and among them one figure in a chequered coat that
 * waves. Drawn pixel by pixel from seeded random numbers.
 */
public final class Crowd {

    /** Width of a person with the ground around it; the figure's picture has this size. */
    public static final int PERSON_WIDTH = 22;

    public static final int PERSON_HEIGHT = 34;

    private static final int COLUMNS = 26;
    private static final int ROWS = 12;
    private static final int GAP = 3;
    private static final int OPAQUE = 0xff000000;
    private static final int GROUND = 0xd8ccb4;
    private static final int[] SKIN = {0xf2d3b8, 0xd9a679, 0xa8703f, 0x6b4226};
    private static final int[] HAIR = {0x2b1d14, 0x6b4423, 0xc9a15a, 0x8a8a8a, 0x9c3a1c};
    private static final int[] CLOTH = {
        0xb03a2e, 0x1f618d, 0x117864, 0xd4ac0d, 0x6c3483, 0xf4f6f6, 0x1c2833, 0xca6f1e, 0x5dade2, 0x7d8c3c, 0xd98880
    };

    /** What a person looks like: colours, the coat's pattern (0 plain to 4 dotted), a hat. */
    private record Look(
            int skin, int hair, int coat, int second, int pattern, int trousers, boolean hat, boolean waves) {

        static Look random(Random random) {
            return new Look(
                    pick(SKIN, random),
                    pick(HAIR, random),
                    pick(CLOTH, random),
                    pick(CLOTH, random),
                    random.nextInt(5),
                    pick(CLOTH, random),
                    random.nextInt(4) == 0,
                    false);
        }

        private static int pick(int[] colours, Random random) {
            return colours[random.nextInt(colours.length)];
        }
    }

    private static final Look FIGURE = new Look(0xf2d3b8, 0x2b1d14, 0x4a235a, 0xf9e79f, 5, 0x1f618d, true, true);

    private Crowd() {}

    /** The figure alone, in plain light. */
    public static ImagePlus figure() {
        ColorProcessor picture = new ColorProcessor(PERSON_WIDTH, PERSON_HEIGHT);
        draw(FIGURE, picture, 0, 0);
        return new ImagePlus("figure.png", picture);
    }

    /** The puzzle of the test images: the figure stands in the eighth row. */
    public static ImagePlus scene() {
        return scene(15, 19, 7);
    }

    /**
     * A square full of people.
     *
     * @param seed of their looks
     * @param column in which the figure stands, from 0; below 0 it isn't there
     * @param row in which it stands, from 0
     */
    public static ImagePlus scene(long seed, int column, int row) {
        Random random = new Random(seed);
        int width = COLUMNS * (PERSON_WIDTH + GAP);
        int height = ROWS * (PERSON_HEIGHT + GAP);
        ColorProcessor picture = new ColorProcessor(width, height);
        for (int i = 0; i < width * height; i++) {
            picture.set(i, OPAQUE | GROUND);
        }
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                int left = c * (PERSON_WIDTH + GAP) + random.nextInt(GAP + 1);
                int top = r * (PERSON_HEIGHT + GAP) + random.nextInt(GAP + 1);
                Look look = Look.random(random);
                draw(c == column && r == row ? FIGURE : look, picture, left, top);
            }
        }
        light(picture);
        return new ImagePlus("crowd.png", picture);
    }

    /** Brighter on the left, as in a low sun. */
    private static void light(ColorProcessor picture) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                double light = 1.05 - 0.35 * x / picture.getWidth();
                int colour = picture.get(x, y);
                picture.set(
                        x,
                        y,
                        OPAQUE
                                | lit(colour >> 16 & 255, light) << 16
                                | lit(colour >> 8 & 255, light) << 8
                                | lit(colour & 255, light));
            }
        }
    }

    private static int lit(int value, double light) {
        return Math.min(255, (int) (value * light + 0.5));
    }

    private static void draw(Look look, ColorProcessor picture, int left, int top) {
        for (int y = 0; y < PERSON_HEIGHT; y++) {
            for (int x = 0; x < PERSON_WIDTH; x++) {
                int px = left + x;
                int py = top + y;
                if (px < picture.getWidth() && py < picture.getHeight()) {
                    picture.set(px, py, OPAQUE | colour(look, x, y));
                }
            }
        }
    }

    /** From head to feet. */
    private static int colour(Look look, int x, int y) {
        int fromHead = (x - 10) * (x - 10) + (y - 8) * (y - 8);
        if (look.hat && y >= 2 && y <= 4 && x >= 5 && x <= 15) {
            return look.second;
        }
        if (fromHead <= 22) {
            boolean eye = y == 8 && (x == 8 || x == 12);
            return eye ? 0x1c1c1c : y < 6 ? look.hair : look.skin;
        }
        boolean arm = x >= 3 && x <= 4 && y >= 13 && y <= 21 || raised(look.waves, x, y);
        if (arm) {
            return look.coat;
        }
        if ((x == 3 || x == 4) && y == 22 || (x == 17 || x == 18) && y == (look.waves ? 4 : 22)) {
            return look.skin;
        }
        if (x >= 5 && x <= 16 && y >= 13 && y <= 24) {
            return coat(look, x, y);
        }
        if (y >= 25 && y <= 31 && (x >= 6 && x <= 9 || x >= 12 && x <= 15)) {
            return y >= 30 ? 0x1c1c1c : look.trousers;
        }
        return GROUND;
    }

    private static boolean raised(boolean waves, int x, int y) {
        return x >= 17 && x <= 18 && (waves ? y >= 5 && y <= 14 : y >= 13 && y <= 21);
    }

    private static int coat(Look look, int x, int y) {
        boolean second = switch (look.pattern) {
            case 1 -> y / 2 % 2 == 0;
            case 2 -> x / 2 % 2 == 0;
            case 3 -> (x + y) / 3 % 2 == 0;
            case 4 -> x % 4 == 1 && y % 4 == 1;
            case 5 -> (x / 3 + y / 3) % 2 == 0;
            default -> false;
        };
        return second ? look.second : look.coat;
    }
}
