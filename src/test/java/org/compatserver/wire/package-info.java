@NullMarked
package org.compatserver.wire;

import org.jspecify.annotations.NullMarked;
