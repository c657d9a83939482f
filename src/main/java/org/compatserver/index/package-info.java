/** The simple API. Loggers are looked up where something is said: to read their configuration takes longer than a warm answer. */
@NullMarked
package org.compatserver.index;

import org.jspecify.annotations.NullMarked;
