@NullMarked
package org.compatserver.verdict;

import org.jspecify.annotations.NullMarked;
