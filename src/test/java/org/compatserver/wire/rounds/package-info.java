@NullMarked
package org.compatserver.wire.rounds;

import org.jspecify.annotations.NullMarked;
