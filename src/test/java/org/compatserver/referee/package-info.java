@NullMarked
package org.compatserver.referee;

import org.jspecify.annotations.NullMarked;
