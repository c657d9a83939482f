@NullMarked
package org.compatserver.pep.requirement;

import org.jspecify.annotations.NullMarked;
