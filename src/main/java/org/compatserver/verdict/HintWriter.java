package org.compatserver.verdict;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;

/** Hints as sentences. */
public final class HintWriter {
    private final Target target;
    private final WheelKinds wheels;

    public HintWriter(Target target) {
        this.target = target;
        this.wheels = new WheelKinds(target);
    }

    /** The sentence; empty where the proof says it all. */
    public Optional<String> sentence(Hint hint) {
        return switch (hint) {
            case Hint.NearSpelling near -> Optional.of(nearSpelling(near));
            case Hint.Yanked(var _, var name, var version, var reason) ->
                Optional.of("The reason given for yanking " + name + " " + version + ": " + Sentences.quoted(reason));
            case Hint.UploadedLater(var _, var name, var version, var uploaded) ->
                Optional.of(name + " " + version + " was uploaded later, " + uploaded.truncatedTo(ChronoUnit.SECONDS)
                        + ".");
            case Hint.AnotherPython(var _, var name, var usable) ->
                Optional.of(
                        "The newest " + name + " for Python " + target.python().minorVersion() + " is " + usable + ".");
            case Hint.WheelsElsewhere wheel -> wheelsElsewhere(wheel);
            case Hint.PreRelease(var _, var name, var version) ->
                Optional.of("With pre-releases (--pre, over HTTP pre=true) everything fits, with " + name + " "
                        + version + ".");
            case Hint.Status(var project, var status) -> Optional.of(status(project, status));
        };
    }

    /** For which platforms there are wheels the proof says, for which Pythons it does not. */
    private Optional<String> wheelsElsewhere(Hint.WheelsElsewhere wheel) {
        List<String> parts = new ArrayList<>();
        if (wheel.usable() != null) {
            parts.add("The newest " + wheel.name() + " with a wheel for this target is " + wheel.usable());
        }
        List<String> pythons = wheels.otherPythons(wheel.tags());
        if (!pythons.isEmpty()) {
            String name = parts.isEmpty() ? wheel.name() + " " : "";
            parts.add(name + wheel.version() + " has wheels for CPython " + Phrases.join(pythons, "and") + " only");
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts) + ".");
    }

    private static String nearSpelling(Hint.NearSpelling near) {
        List<String> known = near.known().stream().map(name -> "'" + name + "'").toList();
        String them = known.size() == 1 ? "it" : "them";
        return near.asked()
                ? "Did you mean " + Phrases.join(known, "or") + "? The index knows " + them + "."
                : "The index knows " + Phrases.join(known, "and") + ", spelled nearly like '" + near.written() + "'.";
    }

    /** Statuses mean what PEP 792 says. */
    static String status(ProjectName project, String status) {
        return Sentences.status(project, status)
                + switch (status) {
                    case "archived" -> " No newer release of it is to be expected.";
                    case "deprecated" -> " Another project may have taken its place.";
                    case "quarantined" -> " It is held to be unsafe, and none of its files can be had.";
                    default -> "";
                };
    }
}
