@NullMarked
package org.compatserver.snapshot;

import org.jspecify.annotations.NullMarked;
