package org.compatserver.referee;

import java.util.List;
import java.util.Optional;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;

/** What a tool said. */
public sealed interface Answer {
    /**
     * It would install these.
     *
     * @param pins one a project, sorted by name
     */
    record Installed(List<Pin> pins) implements Answer {
        public Installed {
            pins = List.copyOf(pins);
        }

        /** The version of a project; empty when it is not among them. */
        Optional<Version> version(ProjectName project) {
            return pins.stream()
                    .filter(pin -> pin.project().equals(project))
                    .map(Pin::version)
                    .findFirst();
        }
    }

    /**
     * There is nothing to install.
     *
     * @param message its own words, one line
     */
    record Impossible(String message) implements Answer {}

    /**
     * It did not get to an answer: a breakdown, which says nothing about the packages.
     *
     * @param message what failed, one line
     */
    record Broken(String message) implements Answer {}

    /**
     * One project's version.
     *
     * @param file the file's name; empty where the tool does not say
     */
    record Pin(ProjectName project, Version version, String file) {}
}
