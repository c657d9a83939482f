/**
 * Checks answers without the resolver: the rules of an admissible set, and the steps of a proof, each written down once more as plainly as
 * possible. Speed does not matter here; being obviously right does.
 */
@NullMarked
package org.compatserver.certificate;

import org.jspecify.annotations.NullMarked;
