@NullMarked
package org.compatserver.pep;

import org.jspecify.annotations.NullMarked;
