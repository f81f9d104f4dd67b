package io.github.kernelj.learn;

/**
 * How near an image comes to the target.
 *
 * @param count number of pixels
 * @param rSquared the explained part of the target's variation about its mean, at most 1, negative if the mean itself would
 *     be nearer; NaN if the target is constant
 * @param rmse root of the mean squared difference, in the target's units
 * @param psnr peak signal-to-noise ratio in dB, 20 log10(range / rmse); infinite if there is no difference
 * @param ssim mean structural similarity ({@link StructuralSimilarity}), plane by plane; NaN for planes smaller than its
 *     window
 */
public record Quality(long count, double rSquared, double rmse, double psnr, double ssim) {

    /** @param loss sum of squared differences, and {@code variation} that of the target from its mean */
    static Quality of(long count, double loss, double variation, double range, double ssim) {
        double rmse = Math.sqrt(loss / count);
        return new Quality(
                count, variation > 0 ? 1 - loss / variation : Double.NaN, rmse, 20 * Math.log10(range / rmse), ssim);
    }
}
