/**
 * How a template is found in images: zero-normalised cross-correlation scores for every place
 * ({@link io.github.kernelj.match.TemplateSearch}) and the best places among them
 * ({@link io.github.kernelj.match.PeakFinder}).
 *
 * <p>Read {@link io.github.kernelj.match.TemplateSearch} first: it says what a score is and how it stays precise.
 */
package io.github.kernelj.match;
