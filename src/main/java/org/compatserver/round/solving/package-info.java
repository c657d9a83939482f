/** Rounds with catalog and resolver: most pairs by rules that prove, the rest by the solver. */
@NullMarked
package org.compatserver.round.solving;

import org.jspecify.annotations.NullMarked;
