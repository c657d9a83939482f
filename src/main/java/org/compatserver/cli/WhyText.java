package org.compatserver.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.NotNewerSentences;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Why;
import org.compatserver.verdict.Why.About;
import org.compatserver.verdict.Why.Entry;
import org.compatserver.verdict.WhyNotNewer;
import org.compatserver.verdict.WhyNotNewer.Actor;
import org.compatserver.verdict.WhyNotNewer.Trial;
import org.compatserver.wire.Replies;
import org.compatserver.wire.Reply;
import org.jspecify.annotations.Nullable;

/** Why versions are what they are, as text for people. */
final class WhyText {
    private final List<String> lines = new ArrayList<>();

    private WhyText() {}

    /** Lines, each with its end. */
    static String of(Why why) {
        Reply reply = Replies.of(why.verdict());
        if (reply.dependencyInfo() == null) {
            return HumanText.of(reply);
        }
        WhyText text = new WhyText();
        switch (why.about()) {
            case null -> text.ledger(why.notNewer(), reply);
            case About.InSet about -> text.inSet(about, reply);
            case About.NotInSet about -> text.notInSet(about, reply);
        }
        reply.notices().forEach(notice -> text.add(1, "note: " + notice));
        return String.join("\n", text.lines) + "\n";
    }

    private void add(int depth, String line) {
        lines.add("  ".repeat(depth) + line);
    }

    private void ledger(List<Entry> notNewer, Reply reply) {
        int all = Objects.requireNonNull(reply.dependencyInfo()).size();
        add(
                0,
                String.join(", ", reply.packages()) + ": "
                        + count(notNewer.size(), all)
                        + "   (" + HumanText.where(reply) + ")");
        String before = "";
        for (Entry one : notNewer) {
            String heading = heading(one.canAct());
            if (!heading.equals(before)) {
                add(1, heading);
                before = heading;
            }
            add(2, NotNewerSentences.line(one.why()));
        }
    }

    private static String count(int notNewer, int all) {
        if (all == 0) {
            return "nothing would be installed";
        }
        return notNewer == 0
                ? "all of " + all + " are at their newest"
                : notNewer + " of " + all + (notNewer == 1 ? " is not at its newest" : " are not at their newest");
    }

    private static String heading(@Nullable Actor actor) {
        return switch (actor) {
            case YOU -> "you can change, by asking for something else:";
            case ASKED_FOR -> "releases of what you asked for can change:";
            case CONFLICT -> "held back, or older because of what is:";
            case OTHERS -> "others have to release something:";
            case null -> "it takes more than one requirement to change:";
        };
    }

    private void inSet(About.InSet about, Reply reply) {
        Pin pin = about.pin();
        WhyNotNewer why = pin.whyNotNewer();
        String where = "   (" + HumanText.where(reply) + ")";
        if (why == null) {
            add(0, pin.name() + " " + pin.version() + " is at its newest" + where);
        } else {
            add(0, NotNewerSentences.head(why) + where);
            add(1, "because " + NotNewerSentences.look(why));
        }
        add(1, "required by:");
        about.requiredBy().forEach(one -> add(2, NotNewerSentences.requiredBy(one)));
        if (why != null && why.trial() != null) {
            tried(why, why.trial());
            best(why, about.best());
        }
        about.remedies().forEach(remedy -> add(1, Sentences.remedy(remedy)));
    }

    private void tried(WhyNotNewer why, Trial trial) {
        boolean more = !NotNewerSentences.because(trial).isEmpty();
        add(1, NotNewerSentences.outcome(why, trial) + (more ? ":" : ""));
        NotNewerSentences.because(trial).forEach(line -> add(2, line.text()));
    }

    private void best(WhyNotNewer why, @Nullable Trial best) {
        if (best != null) {
            add(1, NotNewerSentences.outcome(why, best));
        } else if (why.trial() instanceof Trial.Impossible) {
            add(1, "nothing newer than " + why.version() + " goes with these versions of what was asked for");
        }
    }

    private void notInSet(About.NotInSet about, Reply reply) {
        String where = "   (" + HumanText.where(reply) + ")";
        String name = about.project().normalized();
        if (!about.isKnown()) {
            add(0, Sentences.unknownProjects(List.of(name)) + where);
        } else {
            add(0, name + " is not needed: nothing that would be installed requires it" + where);
        }
        if (about.dragged() != null) {
            String because = NotNewerSentences.dragged(about.dragged());
            add(
                    1,
                    "one of the packages alone would bring " + name + " "
                            + about.dragged().from() + (because == null ? "" : "; " + because));
        }
    }
}
