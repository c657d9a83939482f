package org.compatserver.wire;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Context;
import org.compatserver.verdict.Explanation;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.NotNewerSentences;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.Detail;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.WhyDragged;
import org.jspecify.annotations.Nullable;

/** Makes replies of verdicts. */
public final class Replies {
    private static final int SHORT_PROOF = 500;
    private static final int FULL_PROOF = 20_000;

    private Replies() {}

    /** The reply that says the verdict. */
    public static Reply of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success(var context, var installation) ->
                new Parts(context, "SUCCESS").pins(installation).reply();
            case Verdict.CheckWarning warning -> warning(warning);
            case Verdict.InstallError error ->
                new Parts(error.context(), "INSTALL_ERROR")
                        .describe(Sentences.description(error))
                        .explain(error.explanation())
                        .reply();
            case Verdict.Unknown unknown ->
                new Parts(unknown.context(), "UNKNOWN")
                        .describe(Sentences.description(unknown))
                        .unknown(unknown.files())
                        .reply();
        };
    }

    private static Reply warning(Verdict.CheckWarning warning) {
        return new Parts(warning.context(), "CHECK_WARNING")
                .pins(warning.installation())
                .describe(Sentences.description(warning))
                .held(warning.heldBack(), warning.alternatives())
                .explain(warning.explanation())
                .reply();
    }

    static Reply.Held held(HeldBack held) {
        return new Reply.Held(
                held.name(),
                held.from().toString(),
                held.to().toString(),
                held.releasesBehind(),
                held.lagDays(),
                held.because(),
                Beginning.orNull(held.since()));
    }

    private static List<Reply.Alternative> alternative(Verdict.Alternative alternative) {
        return alternative.heldBack().stream()
                .map(held -> new Reply.Alternative(
                        held.name(),
                        held.from().toString(),
                        held.to().toString(),
                        held.releasesBehind(),
                        held.lagDays(),
                        held.because(),
                        Beginning.orNull(held.since()),
                        alternative.implausible()))
                .toList();
    }

    static Reply.Dragged dragged(Installation.Dragged dragged) {
        Version to = dragged.to();
        return new Reply.Dragged(
                dragged.name(),
                dragged.from().toString(),
                to == null ? null : to.toString(),
                NotNewerSentences.dragged(dragged),
                dragged.why() instanceof WhyDragged.Bound(var bindings) ? NotNewer.BoundBy.of(bindings) : List.of());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Collects what differs from result to result. */
    private static final class Parts {
        private final Context context;
        private final String result;
        private @Nullable String description;
        private @Nullable String requirements;
        private @Nullable Map<String, Reply.Dependency> dependencies;
        private List<Reply.Held> held = List.of();
        private List<List<Reply.Alternative>> alternatives = List.of();
        private List<Reply.Dragged> dragged = List.of();
        private List<Reply.UnknownFile> unknown = List.of();
        private Reply.@Nullable Explained explained;

        Parts(Context context, String result) {
            this.context = context;
            this.result = result;
        }

        Parts describe(@Nullable String text) {
            description = text;
            return this;
        }

        /** pip freeze sorts by name without regard to case, and so by spelling, not by normal form. */
        Parts pins(Installation installation) {
            StringBuilder freeze = new StringBuilder();
            Map<String, Reply.Dependency> info = new LinkedHashMap<>();
            List<Pin> pins = installation.pins().stream()
                    .sorted(Comparator.comparing(pin -> pin.name().toLowerCase(Locale.ROOT)))
                    .toList();
            for (Pin pin : pins) {
                freeze.append(pin.name()).append("==").append(pin.version()).append('\n');
                info.put(pin.name(), dependency(pin));
            }
            requirements = pins.isEmpty() ? null : freeze.toString();
            dependencies = info;
            dragged = installation.dragged().stream().map(Replies::dragged).toList();
            return this;
        }

        private Reply.Dependency dependency(Pin pin) {
            return new Reply.Dependency(
                    pin.version().toString(),
                    pin.uploaded(),
                    pin.latest().toString(),
                    pin.latestUploaded(),
                    now(),
                    pin.isLatest(),
                    NotNewer.of(pin.whyNotNewer()));
        }

        Parts held(List<HeldBack> heldBack, List<Verdict.Alternative> others) {
            held = heldBack.stream().map(Replies::held).toList();
            alternatives = others.stream().map(Replies::alternative).toList();
            return this;
        }

        Parts unknown(List<Verdict.UnknownFile> files) {
            unknown = files.stream()
                    .map(file -> new Reply.UnknownFile(file.file(), file.reason(), file.settledBy()))
                    .toList();
            String text = String.valueOf(description);
            explained = new Reply.Explained(text, text, List.of(), List.of(), List.of(), List.of(), null);
            return this;
        }

        Parts explain(Explanation explanation) {
            int bound = context.question().explain() == Detail.FULL ? FULL_PROOF : SHORT_PROOF;
            ProofTrees tree = ProofTrees.of(explanation.proof());
            explained = new Reply.Explained(
                    explanation.text(context.question().explain()),
                    explanation.summary(),
                    explanation.lines().stream()
                            .map(line -> new Reply.Told(line.text(), tree.steps(line.facts())))
                            .toList(),
                    Sentences.remedies(
                            explanation.remedies(), context.question().explain()),
                    Freed.of(explanation.remedies()),
                    explanation.hints(),
                    tree.last(bound));
            return this;
        }

        private Instant now() {
            return context.checkedAt();
        }

        Reply reply() {
            Question question = context.question();
            Context.IndexSource source = context.indexSource();
            return new Reply(
                    result,
                    question.packages(),
                    description,
                    requirements,
                    dependencies,
                    question.target().python().toString(),
                    question.target().platform().toString(),
                    word(question.sources()),
                    word(question.engine()),
                    question.asOf(),
                    context.indexTime(),
                    source == null ? null : word(source),
                    held,
                    alternatives,
                    dragged,
                    unknown,
                    context.assumed(),
                    explained,
                    Beginning.orNull(context.since()),
                    now(),
                    context.notices());
        }
    }
}
