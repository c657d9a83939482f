@NullMarked
package org.compatserver.testing;

import org.jspecify.annotations.NullMarked;
