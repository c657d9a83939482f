package org.compatserver.wire.rounds;

import org.jspecify.annotations.Nullable;

/**
 * A round that is running.
 *
 * @param state running
 * @param done how many checks are done, those that were known before among them
 * @param seconds since it was asked for
 * @param secondsLeft about; null while that cannot be told
 */
public record RoundProgress(
        long id,
        String state,
        long checks,
        long done,
        long seconds,
        @Nullable Long secondsLeft) {}
