package org.compatserver.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Sentences;
import org.compatserver.wire.DatedReply;
import org.compatserver.wire.Reply;
import org.jspecify.annotations.Nullable;

/** A reply as text for people: what it is, for what, and why. */
final class HumanText {
    private static final String INDENT = "  ";

    /** A reason that is longer is told in lines. */
    private static final int SHORT = 160;

    /** No one reads more of them. */
    private static final int MOST_PINS = 8;

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
        dragged(reply, lines);
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
            pins.forEach((name, pin) -> {
                String remark = remark(pin);
                lines.add(INDENT + name + "==" + pin.installedVersion()
                        + (remark.isEmpty() ? "" : "   (" + remark + ")"));
            });
        }
    }

    /** What is not a matter of course about a pin; empty where all is. */
    private static String remark(Reply.Dependency pin) {
        List<String> parts = new ArrayList<>();
        if (isPreRelease(pin)) {
            parts.add("a pre-release");
        }
        if (!pin.isLatest()) {
            parts.add("newest: " + pin.latestVersion());
        }
        return String.join(", ", parts);
    }

    private static boolean isPreRelease(Reply.Dependency pin) {
        return Version.parse(pin.installedVersion()) instanceof Parsed.Ok<Version>(Version version)
                && version.isPreRelease();
    }

    private static void held(Reply reply, List<String> lines) {
        reply.heldBack().forEach(held -> held(held, lines));
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
            reply.explanation().remedies().forEach(remedy -> lines.add(INDENT + remedy));
            reply.explanation().hints().forEach(hint -> lines.add(INDENT + hint));
        }
        installs(reply, lines);
    }

    private static void held(Reply.Held held, List<String> lines) {
        String what = Sentences.held(held.name(), held.from(), held.to(), held.releasesBehind(), held.lagDays());
        List<String> reasons = List.of(held.because().split("; ", -1));
        if (held.because().length() <= SHORT || reasons.size() == 1) {
            lines.add(INDENT + what + ",");
            lines.add(INDENT + "because " + held.because());
        } else {
            lines.add(INDENT + what + ", because");
            reasons.forEach(reason -> lines.add(INDENT + INDENT + reason));
        }
    }

    /** What was asked for, and what is a pre-release; the rest is counted. */
    private static void installs(Reply reply, List<String> lines) {
        Map<String, Reply.Dependency> pins = Objects.requireNonNullElse(reply.dependencyInfo(), Map.of());
        Set<ProjectName> asked = asked(reply);
        List<String> told = new ArrayList<>();
        List<Reply.Dependency> others = new ArrayList<>();
        pins.forEach((name, pin) -> {
            if (asked.contains(ProjectName.of(name)) || isPreRelease(pin)) {
                String remark = remark(pin);
                told.add(name + "==" + pin.installedVersion() + (remark.isEmpty() ? "" : " (" + remark + ")"));
            } else {
                others.add(pin);
            }
        });
        long older = others.stream().filter(pin -> !pin.isLatest()).count();
        if (!others.isEmpty()) {
            told.add(others.size() + " more" + (older == 0 ? "" : ", " + older + " of them not at their newest"));
        }
        lines.add(INDENT + "installs " + String.join(", ", told));
    }

    private static List<String> cut(List<String> parts, String more) {
        List<String> some = new ArrayList<>(parts.subList(0, Math.min(MOST_PINS, parts.size())));
        if (some.size() < parts.size()) {
            some.add(parts.size() - some.size() + " " + more);
        }
        return some;
    }

    private static Set<ProjectName> asked(Reply reply) {
        Set<ProjectName> asked = new HashSet<>();
        for (String text : reply.packages()) {
            if (Requirement.parse(text) instanceof Parsed.Ok<Requirement>(Requirement read)) {
                asked.add(read.project());
            }
        }
        return asked;
    }

    private static void dragged(Reply reply, List<String> lines) {
        List<String> parts = new ArrayList<>();
        for (Reply.Dragged dragged : reply.dragged()) {
            parts.add(
                    dragged.to() == null
                            ? "no " + dragged.name()
                            : dragged.name() + " " + dragged.to() + " instead of " + dragged.from());
        }
        if (!parts.isEmpty()) {
            lines.add(INDENT + "unlike each package alone: " + String.join(", ", cut(parts, "more")));
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
