/** Files that people write for rounds: portfolios, and failures that are expected. Read from bytes; every bad line is reported at once, with its place. */
@NullMarked
package org.compatserver.wire.portfolio;

import org.jspecify.annotations.NullMarked;
