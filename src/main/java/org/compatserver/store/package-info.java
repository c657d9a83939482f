/** Rounds over SQL: one SQLite file, shared by the processes of a machine. */
@NullMarked
package org.compatserver.store;

import org.jspecify.annotations.NullMarked;
