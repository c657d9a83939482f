@NullMarked
package org.compatserver.wire.portfolio;

import org.jspecify.annotations.NullMarked;
