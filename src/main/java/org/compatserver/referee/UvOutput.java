package org.compatserver.referee;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.referee.Answer.Pin;

/** Reads what {@code uv pip compile} prints. Only what is certainly an answer is taken for one. */
final class UvOutput {
    private static final Pattern PIN = Pattern.compile("([A-Za-z0-9._-]+)(?:\\[[^]]*])?==([^\\s;]+).*");
    private static final Pattern TROUBLE = Pattern.compile(
            "[Ff]ailed to (?:fetch|download)|[Rr]equest failed|[Nn]etwork (?:error|is unreachable|connectivity)|[Tt]imed out|error sending request");

    private UvOutput() {}

    static Answer read(int code, String output, String errors) {
        if (code == 0) {
            return pins(output);
        }
        String said = errors.strip().replaceAll("\\s+", " ");
        return code == 1
                        && said.contains("No solution found when resolving dependencies")
                        && !TROUBLE.matcher(said).find()
                ? new Answer.Impossible(said.substring(0, Math.min(said.length(), 1_000)))
                : new Answer.Broken("uv ended with " + code + ": "
                        + errors.lines().findFirst().orElse(""));
    }

    private static Answer pins(String output) {
        List<Pin> pins = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.isBlank() || line.startsWith("#") || line.startsWith(" ")) {
                continue;
            }
            Matcher pin = PIN.matcher(line);
            if (!pin.matches()) {
                return new Answer.Broken("uv's answer cannot be read: " + line);
            }
            pins.add(new Pin(ProjectName.of(pin.group(1)), Version.of(pin.group(2)), ""));
        }
        pins.sort(Comparator.comparing(Pin::project));
        return new Answer.Installed(pins);
    }
}
