@NullMarked
package org.compatserver.store;

import org.jspecify.annotations.NullMarked;
