@NullMarked
package org.compatserver.round.sets;

import org.jspecify.annotations.NullMarked;
