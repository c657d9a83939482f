@NullMarked
package org.compatserver.pep.version;

import org.jspecify.annotations.NullMarked;
