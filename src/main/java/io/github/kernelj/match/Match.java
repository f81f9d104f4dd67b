package io.github.kernelj.match;

/**
 * A place where a template matches.
 *
 * @param template number of the template, from 0
 * @param x column of the template's first pixel in the image, from 0, as fine as the fit makes it
 * @param y row of the template's first pixel
 * @param z plane of the template's first pixel
 * @param score at the nearest whole place, from −1 to 1
 */
public record Match(int template, double x, double y, double z, double score) {}
