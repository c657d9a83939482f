package org.compatserver.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.compatserver.check.CheckService;
import org.compatserver.cli.Services;
import org.compatserver.cli.Settings;
import org.compatserver.verdict.Question;
import org.compatserver.web.WebFace;
import org.compatserver.wire.QuestionReader;

/** Builds the program by hand. */
public final class Wiring implements Services {
    private final CheckService checks;
    private final QuestionReader reader;

    private Wiring(CheckService checks, QuestionReader reader) {
        this.checks = checks;
        this.reader = reader;
    }

    /** The program for these settings. */
    public static Services open(Settings settings) throws ConfigurationProblem {
        QuestionReader reader =
                new QuestionReader(new QuestionReader.Defaults(settings.three(), settings.platform(), null));
        CheckService checks = new CheckService(
                Map.of(), new CheckService.Limits(32, Duration.ofSeconds(120), Duration.ofMinutes(15)));
        return new Wiring(checks, reader);
    }

    @Override
    public CheckService checks() {
        return checks;
    }

    @Override
    public QuestionReader reader() {
        return reader;
    }

    @Override
    public Serving serve(String host, int port) throws ConfigurationProblem {
        WebFace face = WebFace.start(WebFace.Settings.at(host, port), checks, reader);
        return new Serving() {
            @Override
            public int port() {
                return face.port();
            }

            @Override
            public void close() {
                face.close();
            }
        };
    }

    @Override
    public Recorded record(List<Question> questions, Path file) throws IOException {
        throw new IOException("The snapshot recorder is missing");
    }

    @Override
    public void close() {
        checks.close();
    }
}
