@NullMarked
package org.compatserver.process;

import org.jspecify.annotations.NullMarked;
