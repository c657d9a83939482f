package org.compatserver.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.compatserver.verdict.Sentences;
import org.compatserver.wire.DatedReply;
import org.compatserver.wire.Reply;
import org.jspecify.annotations.Nullable;

/** A reply as text for people: what it is, for what, and why. */
final class HumanText {
    private static final String INDENT = "  ";

    private HumanText() {}

    /** Lines, each with its end. */
    static String of(Reply reply) {
        List<String> lines = new ArrayList<>();
        lines.add(head(reply));
        switch (reply.result()) {
            case "SUCCESS" -> pins(reply, lines);
            case "CHECK_WARNING" -> held(reply, lines);
            default -> why(reply, lines);
        }
        since(reply).forEach(text -> lines.add(INDENT + text));
        for (Reply.Dragged dragged : reply.dragged()) {
            lines.add(INDENT + "drags " + dragged.name() + " " + dragged.from() + " -> "
                    + (dragged.to() == null ? "not installed" : dragged.to()));
        }
        if (!reply.assumed().isEmpty()) {
            lines.add(INDENT + "note: taken from egg-info, which a build may contradict: "
                    + String.join(", ", reply.assumed()));
        }
        reply.notices().forEach(notice -> lines.add(INDENT + "note: " + notice));
        return String.join("\n", lines) + "\n";
    }

    /** What came of what, and where. */
    static String head(Reply reply) {
        return reply.result() + "  " + String.join(", ", reply.packages()) + "   (" + where(reply) + ")";
    }

    /** Since when, of each package that is held back, once where it is the same; else of all of them. */
    private static List<String> since(Reply reply) {
        List<String> texts = reply.heldBack().stream()
                .filter(held -> held.since() != null)
                .map(held -> held.since().text())
                .distinct()
                .toList();
        if (texts.size() > 1) {
            return reply.heldBack().stream()
                    .filter(held -> held.since() != null)
                    .map(held -> held.name() + ": " + held.since().text())
                    .toList();
        }
        return texts.isEmpty() && reply.since() != null ? List.of(reply.since().text()) : texts;
    }

    /** Where and when it holds. */
    static String where(Reply reply) {
        return where(
                reply.pythonVersion(),
                reply.platform(),
                reply.sources(),
                reply.asOf(),
                reply.indexTime() == null ? null : index(reply.indexSource(), reply.indexTime(), reply.checkedAt()));
    }

    static String where(DatedReply reply) {
        return where(
                reply.pythonVersion(),
                reply.platform(),
                reply.sources(),
                reply.asOf(),
                reply.indexTime() == null ? null : index(reply.indexSource(), reply.indexTime(), reply.checkedAt()));
    }

    private static String where(
            String python, String platform, String sources, @Nullable Instant asOf, @Nullable String index) {
        List<String> parts = new ArrayList<>(List.of("CPython " + python, platform));
        if (!sources.equals("static")) {
            parts.add(sources.equals("wheels") ? "wheels only" : "with builds");
        }
        if (asOf != null) {
            parts.add("as of " + asOf);
        }
        if (index != null) {
            parts.add(index);
        }
        return String.join(", ", parts);
    }

    private static String index(@Nullable String source, Instant read, Instant now) {
        boolean snapshot = "snapshot".equals(source);
        Duration age = Duration.between(read, now);
        if (age.toSeconds() < 60) {
            return snapshot ? "snapshot just made" : "index just read";
        }
        return (snapshot ? "snapshot " : "index ") + words(age) + " old";
    }

    private static String words(Duration age) {
        if (age.toMinutes() < 120) {
            return age.toMinutes() + " min";
        }
        return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " days";
    }

    private static void pins(Reply reply, List<String> lines) {
        Map<String, Reply.Dependency> pins = reply.dependencyInfo();
        if (pins != null) {
            pins.forEach((name, pin) -> lines.add(INDENT + name + "==" + pin.installedVersion()
                    + (pin.isLatest() ? "" : "   (newest: " + pin.latestVersion() + ")")));
        }
    }

    private static void held(Reply reply, List<String> lines) {
        for (Reply.Held held : reply.heldBack()) {
            lines.add(INDENT
                    + Sentences.held(held.name(), held.from(), held.to(), held.releasesBehind(), held.lagDays()) + ",");
            lines.add(INDENT + "because " + held.because());
        }
        for (List<Reply.Alternative> alternative : reply.alternatives()) {
            List<String> parts = alternative.stream()
                    .map(held -> Sentences.heldInBrief(
                            held.name(), held.from(), held.to(), held.releasesBehind(), held.lagDays()))
                    .toList();
            boolean implausible = alternative.stream().anyMatch(Reply.Alternative::implausible);
            lines.add(INDENT + "or hold " + String.join(" and ", parts)
                    + (implausible ? "; implausible: more than three years" : ""));
        }
        if (reply.explanation() != null) {
            // The first line says what has just been said; a full explanation goes on.
            reply.explanation().text().lines().skip(1).forEach(line -> lines.add(INDENT + line));
        }
    }

    private static void why(Reply reply, List<String> lines) {
        Reply.Explained explanation = reply.explanation();
        String text = explanation == null ? String.valueOf(reply.description()) : explanation.text();
        text.lines().forEach(line -> lines.add(line.isEmpty() ? "" : INDENT + line));
        for (Reply.UnknownFile file : reply.unknown()) {
            lines.add(INDENT + file.file() + ": " + file.reason() + "; " + file.settledBy() + " would settle it");
        }
    }
}
