@NullMarked
package org.compatserver.catalog;

import org.jspecify.annotations.NullMarked;
