@NullMarked
package org.compatserver.pep.referee;

import org.jspecify.annotations.NullMarked;
