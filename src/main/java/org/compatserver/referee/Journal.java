package org.compatserver.referee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.referee.Answer.Installed;
import org.compatserver.referee.Answer.Pin;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the tools said, a JSON object a line, appended and forced to the disk as it comes, so that a run that is cut off goes on where it was. Breakdowns are
 * not kept: they are tried again. A line that cannot be read (the last one of a run that was killed) is left aside. Safe for many threads.
 */
final class Journal implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final FileChannel channel;

    private Journal(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * The journal in this file, which is made if need be.
     *
     * @throws IOException if it cannot be read and written
     */
    static Journal open(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        byte[] kept = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        Journal journal = new Journal(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        new String(kept, StandardCharsets.UTF_8).lines().forEach(journal::read);
        if (kept.length > 0 && kept[kept.length - 1] != '\n') {
            journal.write("\n");
        }
        return journal;
    }

    Optional<Answer> find(Ask ask) {
        return Optional.ofNullable(answers.get(ask.key()));
    }

    /** Keeps an answer; a breakdown is none. */
    void keep(Ask ask, Answer answer, double seconds) {
        if (answer instanceof Answer.Broken) {
            return;
        }
        answers.put(ask.key(), answer);
        try {
            write(line(ask.key(), answer, seconds) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be written", e);
        }
    }

    private synchronized void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    private static String line(String key, Answer answer, double seconds) {
        ObjectNode object = JSON.createObjectNode();
        object.put("ask", key);
        object.put("seconds", Math.round(seconds * 100) / 100.0);
        switch (answer) {
            case Installed(var pins) -> {
                var list = object.putArray("pins");
                pins.forEach(pin -> list.add(pin.project() + "==" + pin.version() + " " + pin.file()));
            }
            case Answer.Impossible(var message) -> object.put("impossible", message);
            case Answer.Broken(var message) -> object.put("broken", message);
        }
        return JSON.writeValueAsString(object);
    }

    private void read(String line) {
        try {
            JsonNode object = JSON.readTree(line);
            String key = object.path("ask").asString("");
            JsonNode pins = object.path("pins");
            String impossible = object.path("impossible").asString("");
            if (pins.isArray()) {
                answers.put(
                        key, new Installed(pins.valueStream().map(Journal::pin).toList()));
            } else if (!impossible.isEmpty()) {
                answers.put(key, new Answer.Impossible(impossible));
            }
        } catch (JacksonException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // a cut line: its question is asked again
        }
    }

    private static Pin pin(JsonNode node) {
        String text = node.asString("");
        int equals = text.indexOf("==");
        int blank = text.indexOf(' ');
        return new Pin(
                ProjectName.of(text.substring(0, equals)),
                Version.of(text.substring(equals + 2, blank)),
                text.substring(blank + 1));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
