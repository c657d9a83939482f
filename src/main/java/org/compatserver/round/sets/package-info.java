/** Use case: the largest set of a portfolio's packages that fits together, each at its newest. */
@NullMarked
package org.compatserver.round.sets;

import org.jspecify.annotations.NullMarked;
