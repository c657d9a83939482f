@NullMarked
package org.compatserver.web;

import org.jspecify.annotations.NullMarked;
