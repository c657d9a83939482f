/** Rounds as they are given out: JSON, CSV, a picture. */
@NullMarked
package org.compatserver.wire.rounds;

import org.jspecify.annotations.NullMarked;
