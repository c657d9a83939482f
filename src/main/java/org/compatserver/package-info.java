@NullMarked
package org.compatserver;

import org.jspecify.annotations.NullMarked;
