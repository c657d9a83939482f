package org.compatserver.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.compatserver.wire.Asked;
import org.compatserver.wire.QuestionReader;
import org.compatserver.wire.QuestionTexts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compat serve}: the same answers over HTTP, until it is told to stop. */
@Command(
        name = "serve",
        description = "Answers the same questions over HTTP.",
        footer = {
            "",
            "Then, for example:",
            "  curl 'http://0.0.0.0:8888/?package=six&package=Django&python-version=3'",
            "",
            "GET /openapi.yaml describes all routes; /health/live, /health/ready and /metrics are for whoever watches",
            "the server, and are answered however full it is.",
            "",
            "SIGTERM and Ctrl-C stop it: /health/ready says 503 at once, requests are taken for --drain-wait more,",
            "then what runs is answered within --grace. A second signal ends it at once.",
            "Exit code: 0 every request was answered; 128 + the signal's number if some were cut off; 2 it could not",
            "serve."
        })
final class ServeCommand implements Callable<Integer> {
    /** Longer than everything takes that ends after the grace. */
    private static final Duration PARTING = Duration.ofSeconds(30);

    @Mixin
    IndexOptions index = new IndexOptions();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on; left out, all (0.0.0.0).")
    @Nullable
    String host;

    @Option(names = "--port", paramLabel = "PORT", description = "The port; left out, 8888; 0 takes any free one.")
    @Nullable
    Integer port;

    @Option(names = "--python", paramLabel = "VERSION", description = "What python-version=3 means; left out, 3.13.")
    @Nullable
    String python;

    @Option(names = "--platform", paramLabel = "PLATFORM", description = "The platform of questions that name none.")
    @Nullable
    String platform;

    @Option(names = "--as-of", paramLabel = "TIME", description = "The moment of questions that name none.")
    @Nullable
    String asOf;

    @Option(
            names = "--sources",
            paramLabel = "WHICH",
            description = "The files that count for questions that do not say: static, or wheels.")
    @Nullable
    String sources;

    @Option(
            names = "--constraint",
            paramLabel = "FILE",
            description = "Constraints of every question, a file or a requirement; may be repeated.")
    @Nullable
    List<String> constraints;

    @Option(names = "--pre", description = "Count pre-releases where a question does not say.")
    boolean pre;

    @Mixin
    AccessOptions access = new AccessOptions();

    @Mixin
    LimitOptions limits = new LimitOptions();

    @Mixin
    LogOptions logs = new LogOptions();

    private final CommandLineFace face;

    ServeCommand(CommandLineFace face) {
        this.face = face;
    }

    @Override
    public Integer call() throws Exception {
        // before anything is logged
        boolean speaks = logs.begin();
        ServeSettings how = settings();
        QuestionTexts preset = preset();
        Services services = face.open(index.settings(face.environment(), python, platform));
        try {
            if (services.reader().read(preset) instanceof Asked.Refused(var reason, var message)) {
                throw new Usage(message);
            }
            QuestionReader reader = access.restrict(services.reader().withPreset(preset));
            return untilStopped(how, services.serve(how, reader), speaks);
        } finally {
            services.close();
        }
    }

    private int untilStopped(ServeSettings how, Services.Serving serving, boolean speaks) throws InterruptedException {
        Signals signals =
                new Signals(how.limits().drainWait().plus(how.limits().grace()).plus(PARTING));
        try {
            Logger log = LoggerFactory.getLogger("server");
            if (speaks) {
                face.console()
                        .err()
                        .println("Serving on http://" + how.host() + ":" + serving.port() + " (Ctrl-C stops)");
            } else {
                log.info("Serving on http://{}:{}", how.host(), serving.port());
            }
            signals.await();
            log.info("Stopping");
            boolean answered = serving.stop();
            log.info(answered ? "Stopped: every request was answered" : "Stopped: some requests were cut off");
            return answered ? 0 : signals.code();
        } finally {
            signals.done();
        }
    }

    private ServeSettings settings() throws Usage {
        int wanted = port == null ? 8888 : port;
        if (wanted < 0 || wanted > 65_535) {
            throw new Usage("Invalid value '" + wanted + "' of --port. Must be 0 to 65535");
        }
        return new ServeSettings(
                host == null ? "0.0.0.0" : host,
                wanted,
                access.tokens(),
                access.tokenForAll(),
                access.proxies(face.environment()),
                limits.limits(),
                logs.queries,
                logs.addresses);
    }

    /** What questions that leave it open get; itself a question, so that its faults are found before the first one is asked. */
    private QuestionTexts preset() throws Usage {
        return new QuestionTexts(
                List.of("six"),
                QuestionOptions.constraints(face.environment().listed(constraints, "--constraint")),
                "3",
                null,
                asOf,
                sources,
                null,
                pre ? "true" : null,
                null,
                null,
                null,
                List.of(),
                QuestionTexts.Face.COMMAND_LINE);
    }
}
