@NullMarked
package org.compatserver.metrics;

import org.jspecify.annotations.NullMarked;
