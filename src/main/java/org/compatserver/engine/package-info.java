@NullMarked
package org.compatserver.engine;

import org.jspecify.annotations.NullMarked;
