package io.github.kernelj.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads kernel algebra, from left to right, {@code *} before {@code +} and {@code -}:
 *
 * <pre>
 * sum     = product { ("+" | "-") product }
 * product = factor { "*" factor }
 * factor  = ("+" | "-") factor | number | "[" matrix "]" | "(" sum ")" | call
 * call    = preset [ "(" arguments ")" ] | "file(" name ")" | "image(" name ")"
 *         | ("flip" | "transpose" | "normalize") "(" sum ")" | "rotate(" sum "," sum ")"
 *         | "outer(" sum "," sum [ "," sum ] ")"
 * name    = a text in double quotes, a double quote in it written twice
 * </pre>
 *
 * A number alone isn't a kernel. Used once.
 */
final class ExpressionParser {

    private static final int DEEPEST = 60;
    private static final int MOST_OPERATIONS = 500;
    private static final List<String> FUNCTIONS =
            List.of("flip", "transpose", "normalize", "rotate", "outer", "file", "image");

    private final ExpressionScanner scanner;
    private int depth;
    private int operations;

    private ExpressionParser(ExpressionScanner scanner) {
        this.scanner = scanner;
    }

    static boolean isFunction(String word) {
        return FUNCTIONS.contains(word);
    }

    /** @throws KernelSyntaxException naming the character, counted from 1 */
    static KernelSource parse(String text) {
        ExpressionScanner scanner = new ExpressionScanner(text);
        ExpressionParser parser = new ExpressionParser(scanner);
        Operand whole = parser.sum();
        if (!scanner.atEnd()) {
            throw scanner.unexpected("+, -, * or the end is");
        }
        KernelSource kernel = whole.kernel(0);
        return parser.operations == 0 ? kernel : (voxel, images) -> named(kernel.evaluate(voxel, images), text, voxel);
    }

    /** What the parts were called and came from isn't true of the whole. */
    private static KernelBank named(KernelBank bank, String expression, VoxelSize voxel) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("expression", expression);
        if (!voxel.equals(VoxelSize.PIXEL)) {
            provenance.put("voxel", voxel.toString());
        }
        return bank.map(kernel -> kernel.withName("").withProvenance(Map.of()))
                .withName("")
                .withProvenance(provenance);
    }

    private Operand sum() {
        Operand left = product();
        while (true) {
            int operator = scanner.position();
            if (scanner.take('+')) {
                left = left.plus(1, product(), counted(operator));
            } else if (scanner.take('-')) {
                left = left.plus(-1, product(), counted(operator));
            } else {
                return left;
            }
        }
    }

    private Operand product() {
        Operand left = factor();
        while (true) {
            int operator = scanner.position();
            if (!scanner.take('*')) {
                return left;
            }
            left = left.times(factor(), counted(operator));
        }
    }

    private int counted(int operator) {
        if (++operations > MOST_OPERATIONS) {
            throw ExpressionScanner.error(operator, "more than " + MOST_OPERATIONS + " operations");
        }
        return operator;
    }

    private Operand factor() {
        int start = scanner.position();
        if (++depth > DEEPEST) {
            throw ExpressionScanner.error(start, "brackets, calls and signs are nested more than " + DEEPEST + " deep");
        }
        Operand factor = deeper(start);
        depth--;
        return factor;
    }

    private Operand deeper(int start) {
        if (scanner.take('+')) {
            return factor().scaled(1, counted(start));
        }
        if (scanner.take('-')) {
            return factor().scaled(-1, counted(start));
        }
        if (scanner.take('(')) {
            Operand inside = sum();
            scanner.close(start);
            return inside;
        }
        if (scanner.isNext('[')) {
            return matrix(start);
        }
        if (scanner.isNumberNext()) {
            return Operand.of(scanner.takeNumber());
        }
        String word = scanner.takeWord().orElseThrow(() -> scanner.unexpected("a kernel or a number is"));
        return Operand.of(isFunction(word) && scanner.isNext('(') ? function(word, start) : preset(word, start));
    }

    private Operand matrix(int start) {
        String matrix = scanner.takeThrough(']', start);
        if (!matrix.endsWith("]")) {
            throw ExpressionScanner.error(start, "this bracket is never closed");
        }
        try {
            KernelBank bank = KernelBank.of(KernelText.parse(matrix.substring(1, matrix.length() - 1)));
            return Operand.of((voxel, images) -> bank);
        } catch (KernelSyntaxException e) {
            boolean alone = start == 0 && scanner.atEnd();
            throw alone ? e : new KernelSyntaxException("matrix at character " + (start + 1) + ", " + e.getMessage());
        }
    }

    private KernelSource preset(String name, int start) {
        if (Presets.find(name).isEmpty()) {
            throw new KernelSyntaxException(
                    (start > 0 ? "character " + (start + 1) + ": " : "") + Presets.unknown(name, FUNCTIONS));
        }
        String call = scanner.isNext('(') ? scanner.takeThrough(')', start) : name;
        PresetCall preset = PresetCall.parse(call, start);
        return (voxel, images) -> KernelBank.of(preset.kernel(voxel));
    }

    private KernelSource function(String name, int start) {
        int open = scanner.position();
        scanner.take('(');
        KernelSource result = switch (name) {
            case "file" -> KernelSource.file(quoted("file takes a path in double quotes, such as file(\"k.json\")"));
            case "image" -> {
                String image = quoted("image takes the title of an open image, or the path of an image file,"
                        + " in double quotes, such as image(\"bead.tif\")");
                yield (voxel, images) -> images.named(image);
            }
            case "flip" -> change(name, start, bank -> bank.map(Kernel::flipped));
            case "transpose" -> change(name, start, bank -> bank.map(KernelAlgebra::transpose));
            case "normalize" -> change(name, start, BankAlgebra::normalize);
            case "rotate" -> rotate(start);
            default -> outer(start);
        };
        scanner.close(open);
        return result;
    }

    private KernelSource change(String name, int start, UnaryOperator<KernelBank> change) {
        return changed(argument(), name, counted(start), change);
    }

    private static KernelSource changed(
            KernelSource operand, String name, int start, UnaryOperator<KernelBank> change) {
        return (voxel, images) -> {
            KernelBank bank = operand.evaluate(voxel, images);
            return Operand.located(start, name, () -> change.apply(bank));
        };
    }

    private KernelSource rotate(int start) {
        KernelSource operand = argument();
        comma("rotate takes a kernel and an angle in degrees, such as rotate(sobel-x, 45)");
        int at = scanner.position();
        Operand angle = sum();
        if (!angle.isNumber()) {
            throw ExpressionScanner.error(at, "an angle in degrees is expected here, such as 45");
        }
        return changed(
                operand,
                "rotate",
                counted(start),
                bank -> bank.map(kernel -> KernelRotation.of(kernel, angle.number())));
    }

    private KernelSource outer(int start) {
        List<KernelSource> factors = new ArrayList<>(List.of(argument()));
        do {
            comma("outer takes two or three 1-D kernels, along x, y and z, with commas between them");
            factors.add(argument());
        } while (factors.size() < 3 && scanner.isNext(','));
        counted(start);
        return (voxel, images) -> {
            List<KernelBank> banks = new ArrayList<>();
            for (KernelSource factor : factors) {
                banks.add(factor.evaluate(voxel, images));
            }
            return Operand.located(start, "outer", () -> BankAlgebra.outer(banks));
        };
    }

    private KernelSource argument() {
        int start = scanner.position();
        return sum().kernel(start);
    }

    private String quoted(String otherwise) {
        int start = scanner.position();
        return scanner.takeQuoted().orElseThrow(() -> ExpressionScanner.error(start, otherwise));
    }

    private void comma(String otherwise) {
        if (!scanner.take(',')) {
            throw ExpressionScanner.error(scanner.position(), otherwise);
        }
    }
}
