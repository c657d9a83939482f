@NullMarked
package org.compatserver.pep.target;

import org.jspecify.annotations.NullMarked;
