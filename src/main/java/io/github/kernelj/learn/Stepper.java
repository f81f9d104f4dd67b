package io.github.kernelj.learn;

/** A method that goes step by step; each costs O(taps²). */
interface Stepper {

    /** The unknowns now; not changed afterwards. */
    double[] x();

    /** Takes one step; false if there is nowhere further to go. */
    boolean advance();
}
