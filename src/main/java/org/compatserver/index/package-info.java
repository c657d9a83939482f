@NullMarked
package org.compatserver.index;

import org.jspecify.annotations.NullMarked;
