@NullMarked
package org.compatserver.resolver.spi;

import org.jspecify.annotations.NullMarked;
