@NullMarked
package org.compatserver.certificate;

import org.jspecify.annotations.NullMarked;
