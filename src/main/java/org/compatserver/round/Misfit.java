package org.compatserver.round;

/**
 * What there is to say of a pair that is no SUCCESS, in numbers that the round's {@link Sink} gave.
 *
 * @param second the second package of the pair
 * @param clash the number of its {@link Clash}
 * @param heldFirst the number of the text of the version at which the first package is held back in the set that is shown; 0 where it is not
 * @param heldSecond the same of the second package
 */
public record Misfit(int second, int clash, int heldFirst, int heldSecond) {}
