package org.compatserver.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.compatserver.check.Outcome;
import org.compatserver.pep.target.Platform;
import org.compatserver.wire.Asked;
import org.compatserver.wire.Json;
import org.compatserver.wire.QuestionReader;
import org.compatserver.wire.QuestionTexts;
import org.compatserver.wire.Replies;
import org.compatserver.wire.Reply;
import picocli.CommandLine.Command;

/**
 * {@code compat warm-up}: does once what the commands do, from the shipped snapshot and on the loopback interface only. The run in which the virtual
 * machine records what later runs need from the start.
 */
@Command(name = "warm-up", hidden = true, description = "Exercises the program, for the recording of its start.")
final class WarmUpCommand implements Callable<Integer> {
    private static final String PATH = "/?package=six&package=Django&python-version=3";

    private final CommandLineFace face;

    WarmUpCommand(CommandLineFace face) {
        this.face = face;
    }

    @Override
    public Integer call() throws Exception {
        Path cache = Files.createTempDirectory("compat-warm-up");
        Settings settings = new Settings(
                null,
                List.of(),
                List.of(),
                null,
                true,
                null,
                cache,
                null,
                QuestionReader.Defaults.STANDARD.three(),
                Platform.DEFAULT,
                Map.of());
        try (Services services = face.open(settings)) {
            boolean answered = ask(services) && serve(services);
            return answered ? 0 : 2;
        } finally {
            delete(cache);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static boolean ask(Services services) {
        QuestionTexts texts = new QuestionTexts(
                List.of("six", "Django"), List.of(), "3", null, null, null, null, null, null, null, List.of());
        if (services.reader().read(texts) instanceof Asked.Read(var question)
                && services.checks().check(question) instanceof Outcome.Answered(var verdict)) {
            Reply reply = Replies.of(verdict);
            return !HumanText.of(reply).isEmpty() && !Json.pretty(reply).isEmpty();
        }
        return false;
    }

    private static boolean serve(Services services) throws Services.ConfigurationProblem, IOException {
        try (Services.Serving serving = services.serve("127.0.0.1", 0);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), serving.port())) {
            socket.setSoTimeout(30_000);
            String request = "GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.UTF_8).startsWith("HTTP/1.1 200");
        }
    }
}
