package org.compatserver.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how much a server takes on, and how long that may take. */
final class LimitOptions {
    private static final ServeSettings.Limits STANDARD = ServeSettings.Limits.STANDARD;

    @Option(
            names = "--requests-at-once",
            paramLabel = "N",
            description = "Requests that are worked on at once, half of them at most of one client; others hear 503 or"
                    + " 429. Left out, 256.")
    @Nullable
    Integer requestsAtOnce;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Checks a second that one client may ask for in the long run, ten seconds' worth at once; a"
                    + " batch counts as all its questions. Left out, no bound.")
    @Nullable
    Double rate;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "How long a check, or any other request, may take (2m); else the answer is 504.")
    @Nullable
    String deadline;

    @Option(
            names = "--batch-deadline",
            paramLabel = "TIME",
            description = "How long a batch may take (15m); what is not answered by then is a problem in its place.")
    @Nullable
    String batchDeadline;

    @Option(
            names = "--drain-wait",
            paramLabel = "TIME",
            description = "How long requests are still taken after the signal to stop, until those who send them know"
                    + " (0s; 5s suits Kubernetes).")
    @Nullable
    String drainWait;

    @Option(names = "--grace", paramLabel = "TIME", description = "How long requests may still run after that (30s).")
    @Nullable
    String grace;

    ServeSettings.Limits limits() throws Usage {
        int most = requestsAtOnce == null ? STANDARD.requestsAtOnce() : requestsAtOnce;
        if (most < 1 || most > 100_000) {
            throw new Usage("Invalid value '" + most + "' of --requests-at-once. Must be 1 to 100000");
        }
        double each = rate == null ? STANDARD.rate() : rate;
        if (!(each >= 0 && each <= 1_000_000)) {
            throw new Usage("Invalid value '" + rate + "' of --rate. Must be 0 (no bound) to 1000000");
        }
        return new ServeSettings.Limits(
                most,
                each,
                atLeastASecond(time(deadline, "--deadline", STANDARD.deadline()), "--deadline"),
                atLeastASecond(time(batchDeadline, "--batch-deadline", STANDARD.batchDeadline()), "--batch-deadline"),
                time(drainWait, "--drain-wait", STANDARD.drainWait()),
                time(grace, "--grace", STANDARD.grace()));
    }

    private static Duration time(@Nullable String text, String option, Duration otherwise) throws Usage {
        Duration time = text == null ? otherwise : IndexOptions.age(text, option);
        if (time.compareTo(Duration.ofDays(1)) > 0) {
            throw new Usage("Invalid value '" + text + "' of " + option + ". Must be a day at most");
        }
        return time;
    }

    private static Duration atLeastASecond(Duration time, String option) throws Usage {
        if (time.isZero()) {
            throw new Usage("Invalid value '0' of " + option + ". Must be a second at least");
        }
        return time;
    }
}
