package org.compatserver.referee;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.WheelFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.referee.Answer.Pin;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what pip prints. Only what is certainly an answer is taken for one. */
final class PipOutput {
    private static final Pattern TROUBLE = Pattern.compile(
            "^WARNING: Retrying|Could not fetch URL|^WARNING: Skipping page|^Traceback|resolution-too-deep|HTTP error|HTTPError"
                    + "|ConnectionError|Connection (?:refused|reset|aborted|broken)|[Tt]imed out|TimeoutError|SSLError"
                    + "|ProxyError|ReadTimeout|Temporary failure|Too Many Requests|Errno|RecursionError"
                    + "|Credentials not correct|THESE PACKAGES DO NOT MATCH THE HASHES",
            Pattern.MULTILINE);
    private static final Pattern IMPOSSIBLE = Pattern.compile(
            "^ERROR: (?:ResolutionImpossible: |No matching distribution found for |Package '.*' requires a different Python: )",
            Pattern.MULTILINE);

    private PipOutput() {}

    /** What the report of {@code pip install --report} says. */
    static Answer report(String json) {
        try {
            List<Pin> pins = new ArrayList<>();
            for (JsonNode item : JsonMapper.shared().readTree(json).path("install")) {
                pins.add(new Pin(
                        ProjectName.of(item.path("metadata").path("name").asString("")),
                        Version.of(item.path("metadata").path("version").asString("")),
                        filename(item.path("download_info").path("url").asString(""))));
            }
            return installed(pins);
        } catch (JacksonException | IllegalArgumentException e) {
            return new Answer.Broken("pip's report cannot be read: " + e.getMessage());
        }
    }

    /** The last part of an address, as the file is called: {@code torch-2.0%2Bcpu…whl#sha256=…} is torch-2.0+cpu…whl. */
    private static String filename(String address) {
        String path = address.split("[?#]", 2)[0];
        String last = path.substring(path.lastIndexOf('/') + 1);
        return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** What the names of downloaded wheels say. */
    static Answer downloaded(List<String> files) {
        List<Pin> pins = new ArrayList<>();
        for (String file : files) {
            if (!(WheelFilename.parse(file) instanceof Parsed.Ok<WheelFilename>(var wheel))) {
                return new Answer.Broken("pip downloaded " + file + ", which is no wheel");
            }
            pins.add(new Pin(wheel.project(), wheel.version(), file));
        }
        return installed(pins);
    }

    private static Answer installed(List<Pin> pins) {
        pins.sort(Comparator.comparing(Pin::project));
        return new Answer.Installed(pins);
    }

    /** What it means that pip failed, by what it wrote to its standard error. */
    static Answer failed(int code, String errors) {
        Optional<String> trouble = trouble(errors);
        if (trouble.isPresent()) {
            return new Answer.Broken(trouble.get());
        }
        String first = errors.lines()
                .filter(line -> line.startsWith("ERROR: "))
                .findFirst()
                .map(line -> line.substring("ERROR: ".length()))
                .orElse("");
        return code == 1 && IMPOSSIBLE.matcher(errors).find()
                ? new Answer.Impossible(first)
                : new Answer.Broken("pip ended with " + code + ": " + first);
    }

    /** The first line that tells of a breakdown. */
    static Optional<String> trouble(String errors) {
        return errors.lines().filter(line -> TROUBLE.matcher(line).find()).findFirst();
    }

    /** Whether a line of pip's log says that a page was not had, for another reason than that there is none. */
    static boolean isPageLost(String line) {
        return line.contains("Skipping page ")
                || line.contains("Could not fetch URL ") && !line.contains(": 404 Client Error");
    }
}
