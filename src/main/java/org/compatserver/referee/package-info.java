/**
 * Puts the same questions to us, to the real pip and to uv, and compares what each says. Only the public command lines of pip and uv are used, under the
 * interpreter that a question is about; nothing is built or installed.
 */
@NullMarked
package org.compatserver.referee;

import org.jspecify.annotations.NullMarked;
