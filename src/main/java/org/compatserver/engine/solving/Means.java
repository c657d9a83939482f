package org.compatserver.engine.solving;

import java.time.InstantSource;

/**
 * With what a question is answered.
 *
 * @param solos what earlier questions found of packages by themselves
 */
record Means(Limits limits, Spending budget, InstantSource clock, Solos solos) {}
