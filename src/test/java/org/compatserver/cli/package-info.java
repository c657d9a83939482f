@NullMarked
package org.compatserver.cli;

import org.jspecify.annotations.NullMarked;
