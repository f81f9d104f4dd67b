package io.github.kernelj.task;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelText;
import io.github.kernelj.kernel.Shape;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A kernel as code for other programs: what each needs to compute {@code Y(p) = bias + Σ W(d) X(p + d − anchor)} with the
 * edge pixels repeated, in 32-bit float. All of them correlate, so nothing is flipped; what differs is how they are told
 * of the anchor.
 */
public enum KernelCode {
    /** A macro that takes the current image and leaves the result as a new one. */
    IMAGEJ {
        @Override
        String body(Kernel kernel) {
            return ImageJCode.of(kernel);
        }
    },
    /** Python with NumPy and SciPy; a positive {@code origin} of SciPy's moves the anchor to the right. */
    SCIPY {
        @Override
        String body(Kernel kernel) {
            Shape shape = kernel.shape();
            Anchor anchor = kernel.anchor();
            String origin = (shape.depth() > 1 ? anchor.z() - shape.depth() / 2 + ", " : "")
                    + (anchor.y() - shape.height() / 2) + ", " + (anchor.x() - shape.width() / 2);
            return "import numpy as np\nfrom scipy import ndimage\n\n"
                    + "weights = np.array(" + nested(kernel) + ", dtype=np.float32)\n"
                    + "# image: " + axes(shape) + "\n"
                    + "result = ndimage.correlate(image.astype(np.float32), weights, mode=\"nearest\", origin=("
                    + origin + "))" + (kernel.bias() == 0 ? "" : " + np.float32(" + kernel.bias() + ")") + "\n";
        }
    },
    /** Python with OpenCV, planes only. */
    OPENCV {
        @Override
        String body(Kernel kernel) {
            if (kernel.shape().depth() > 1) {
                throw new IllegalArgumentException("OpenCV's filter2D takes kernels of one plane, but this one has "
                        + kernel.shape().depth() + "; code=scipy and code=pytorch can do it");
            }
            return "import cv2\nimport numpy as np\n\n"
                    + "weights = np.array(" + nested(kernel) + ", dtype=np.float32)\n"
                    + "# image: " + axes(kernel.shape()) + ", or rows, columns, channels\n"
                    + "result = cv2.filter2D(image.astype(np.float32), cv2.CV_32F, weights, anchor=("
                    + kernel.anchor().x() + ", " + kernel.anchor().y() + "), delta=" + kernel.bias()
                    + ", borderType=cv2.BORDER_REPLICATE)\n";
        }
    },
    /** Python with PyTorch, whose convolutions are cross-correlations. */
    PYTORCH {
        @Override
        String body(Kernel kernel) {
            Shape shape = kernel.shape();
            Anchor anchor = kernel.anchor();
            int dimensions = shape.dimensions();
            String pad = anchor.x() + ", " + (shape.width() - 1 - anchor.x());
            if (dimensions > 1) {
                pad += ", " + anchor.y() + ", " + (shape.height() - 1 - anchor.y());
            }
            if (dimensions > 2) {
                pad += ", " + anchor.z() + ", " + (shape.depth() - 1 - anchor.z());
            }
            // Rows that a 1-D kernel works on are a batch of lines.
            String before = dimensions == 1 ? "image[:, None]" : "image[None, None]";
            String after = dimensions == 1 ? "[:, 0]" : "[0, 0]";
            String weights = dimensions == 1 ? nested(kernel) : "[" + nested(kernel) + "]";
            return "import torch\nimport torch.nn.functional as F\n\n"
                    + "weights = torch.tensor([" + weights
                    + "], dtype=torch.float32)  # output channel, input channel, taps\n"
                    + "bias = torch.tensor([" + kernel.bias() + "], dtype=torch.float32)\n"
                    + "# image: " + axes(shape) + ", a float32 tensor\n"
                    + "padded = F.pad(" + before + ", (" + pad + "), mode=\"replicate\")\n"
                    + "result = F.conv" + dimensions + "d(padded, weights, bias)" + after + "\n";
        }
    };

    /** Largest kernel that is written out. */
    public static final int MOST_TAPS = 1 << 14;

    /**
     * Lines of code, a comment first. Weights are written so that they read back to the same float.
     *
     * @throws IllegalArgumentException if the program can't apply the kernel, or it has more than {@link #MOST_TAPS} taps
     */
    public String of(Kernel kernel) {
        if (kernel.shape().volume() > MOST_TAPS) {
            throw new IllegalArgumentException("code is written for kernels of up to " + MOST_TAPS
                    + " taps, but this one has " + kernel.shape().volume() + "; save it as a file");
        }
        String comment = this == IMAGEJ ? "// " : "# ";
        return comment + kernel.toString().replaceAll("\\s+", " ") + ", cross-correlation, the edge pixels repeated\n"
                + body(kernel);
    }

    abstract String body(Kernel kernel);

    /** Brackets within brackets: rows of a plane, or planes of rows of a volume. */
    private static String nested(Kernel kernel) {
        String planes = Arrays.stream(KernelText.format(kernel).split("\n\n"))
                .map(plane -> plane.lines()
                        .map(row -> "\n    [" + row.replace(" ", ", ") + "]")
                        .collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(", "));
        return kernel.shape().depth() > 1 ? "[" + planes + "]" : planes;
    }

    private static String axes(Shape shape) {
        return (shape.depth() > 1 ? "planes, " : "") + "rows, columns";
    }
}
