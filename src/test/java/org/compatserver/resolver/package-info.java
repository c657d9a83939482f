@NullMarked
package org.compatserver.resolver;

import org.jspecify.annotations.NullMarked;
