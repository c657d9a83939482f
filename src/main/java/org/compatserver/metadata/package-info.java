@NullMarked
package org.compatserver.metadata;

import org.jspecify.annotations.NullMarked;
