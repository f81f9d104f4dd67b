package io.github.kernelj.task;

/**
 * Where a template was found. Places are those of its middle.
 *
 * @param template number of the template, from 1
 * @param x in pixels, the first pixel reaching from 0 to 1
 * @param y likewise
 * @param z slice, from 1; a fraction if the template moved through the slices
 * @param t frame, from 1; a fraction if the template moved through the frames
 * @param score from −1 to 1
 */
public record FoundMatch(int template, double x, double y, double z, double t, double score) {}
