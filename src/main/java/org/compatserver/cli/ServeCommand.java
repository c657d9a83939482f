package org.compatserver.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.compatserver.wire.Asked;
import org.compatserver.wire.QuestionTexts;
import org.jspecify.annotations.Nullable;
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
            "GET /openapi.yaml describes all routes. SIGTERM and Ctrl-C stop it, running requests first."
        })
final class ServeCommand implements Callable<Integer> {
    private static final int SHORTEST_TOKEN = 16;

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

    @Option(
            names = "--token",
            paramLabel = "TEXT",
            description =
                    "Lets whoever sends it start and see rounds (Authorization: Bearer TEXT), and nobody else; left"
                            + " out, this machine can. Better set as COMPAT_TOKEN: command lines are no secret.")
    @Nullable
    String token;

    private final CommandLineFace face;

    ServeCommand(CommandLineFace face) {
        this.face = face;
    }

    @Override
    public Integer call() throws Exception {
        String address = host == null ? "0.0.0.0" : host;
        int wanted = port == null ? 8888 : port;
        if (wanted < 0 || wanted > 65_535) {
            throw new Usage("Invalid value '" + wanted + "' of --port. Must be 0 to 65535");
        }
        token = token == null ? null : token.strip();
        if (token != null && token.length() < SHORTEST_TOKEN) {
            throw new Usage("--token is too short to be a secret: it takes " + SHORTEST_TOKEN + " characters or more");
        }
        QuestionTexts preset = preset();
        Services services = face.open(index.settings(face.environment(), python, platform));
        if (services.reader().read(preset) instanceof Asked.Refused(var reason, var message)) {
            throw new Usage(message);
        }
        Services.Serving serving = services.serve(
                new Services.Address(address, wanted, token), services.reader().withPreset(preset));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            serving.close();
            services.close();
            stopped.countDown();
        }));
        face.console().err().println("Serving on http://" + address + ":" + serving.port() + " (Ctrl-C stops)");
        stopped.await();
        return 0;
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
