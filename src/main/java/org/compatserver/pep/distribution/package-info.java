@NullMarked
package org.compatserver.pep.distribution;

import org.jspecify.annotations.NullMarked;
