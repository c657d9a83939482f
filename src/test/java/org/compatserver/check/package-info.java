@NullMarked
package org.compatserver.check;

import org.jspecify.annotations.NullMarked;
