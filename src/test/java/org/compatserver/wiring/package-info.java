@NullMarked
package org.compatserver.wiring;

import org.jspecify.annotations.NullMarked;
