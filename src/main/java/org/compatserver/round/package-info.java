/** Use case: all packages of a portfolio by themselves, in pairs and together, on several targets; what that comes down to. */
@NullMarked
package org.compatserver.round;

import org.jspecify.annotations.NullMarked;
