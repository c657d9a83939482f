package org.compatserver.referee;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.compatserver.certificate.Evidence;
import org.compatserver.check.CheckService;

/**
 * What the referee works with.
 *
 * @param ours answers for us
 * @param evidence what the checker reads
 * @param environment of all children: this process's, without any settings of pip, uv and Python, but with the way to the index
 * @param index where packages come from, as one text without credentials
 * @param cache the folder where what can be had again is kept
 * @param clock tells the day
 */
public record Equipment(
        CheckService ours,
        Evidence evidence,
        Map<String, String> environment,
        String index,
        Path cache,
        InstantSource clock) {
    public Equipment {
        environment = Map.copyOf(environment);
    }
}
