@NullMarked
package org.compatserver.engine.solving;

import org.jspecify.annotations.NullMarked;
