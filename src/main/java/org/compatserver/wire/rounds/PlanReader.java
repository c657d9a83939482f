package org.compatserver.wire.rounds;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Plan;
import org.compatserver.verdict.Question;
import org.compatserver.wire.Asked;
import org.compatserver.wire.Asked.Reason;
import org.compatserver.wire.Asked.Refused;
import org.compatserver.wire.QuestionReader;
import org.compatserver.wire.QuestionTexts;
import org.jspecify.annotations.Nullable;

/** Reads what a round is to check: the checks and words of a question, once for each target. */
public final class PlanReader {
    private static final int MOST_TARGETS = 100;

    private final QuestionReader reader;

    public PlanReader(QuestionReader reader) {
        this.reader = reader;
    }

    /**
     * What is asked for.
     *
     * @param requirements of the portfolio
     * @param constraints of the portfolio; those of {@code rest} come before
     * @param pythons at least one
     * @param platforms none means the usual one
     * @param rest a question without packages, Python and platform
     */
    public record Texts(
            List<Requirement> requirements,
            List<Requirement> constraints,
            List<String> pythons,
            List<String> platforms,
            QuestionTexts rest) {}

    /** What came of it. */
    public sealed interface Result {
        record Read(Plan plan) implements Result {}

        record Bad(Refused refused) implements Result {}
    }

    /** The plan, or the first thing that is wrong with it. */
    public Result read(Texts texts) {
        List<Question> questions = new ArrayList<>();
        for (QuestionTexts asked : questions(texts)) {
            switch (reader.read(asked)) {
                case Refused refused -> {
                    return new Result.Bad(refused);
                }
                case Asked.Read(var question) -> questions.add(question);
            }
        }
        Question one = questions.getFirst();
        List<Target> targets =
                questions.stream().map(Question::target).distinct().toList();
        if (targets.size() > MOST_TARGETS) {
            return new Result.Bad(new Refused(
                    Reason.BAD_VALUE, "A round takes at most " + MOST_TARGETS + " Pythons and platforms together"));
        }
        return new Result.Read(new Plan(
                Plan.byProject(texts.requirements().stream().distinct().toList()),
                Stream.concat(one.constraints().stream(), texts.constraints().stream())
                        .distinct()
                        .toList(),
                targets,
                one.asOf(),
                one.sources(),
                one.preReleases(),
                one.strict()));
    }

    /** A question about each target; those about the first name all packages, as many at a time as a question may have. */
    private static List<QuestionTexts> questions(Texts texts) {
        List<String> packages =
                texts.requirements().stream().map(Requirement::toString).toList();
        List<@Nullable String> pythons = orNull(texts.pythons());
        List<@Nullable String> platforms = orNull(texts.platforms());
        List<QuestionTexts> questions = new ArrayList<>();
        for (int from = 0; from < packages.size(); from += QuestionReader.MAX_PACKAGES) {
            int to = Math.min(packages.size(), from + QuestionReader.MAX_PACKAGES);
            questions.add(question(texts.rest(), packages.subList(from, to), pythons.getFirst(), platforms.getFirst()));
        }
        for (String python : pythons) {
            for (String platform : platforms) {
                questions.add(question(texts.rest(), packages.subList(0, 1), python, platform));
            }
        }
        return questions;
    }

    private static List<@Nullable String> orNull(List<String> texts) {
        return texts.isEmpty() ? Collections.singletonList(null) : Collections.unmodifiableList(new ArrayList<>(texts));
    }

    private static QuestionTexts question(
            QuestionTexts rest, List<String> packages, @Nullable String python, @Nullable String platform) {
        return new QuestionTexts(
                packages,
                rest.constraints(),
                python,
                platform,
                rest.asOf(),
                rest.sources(),
                rest.engine(),
                rest.pre(),
                rest.strict(),
                rest.explain(),
                null,
                rest.unknown(),
                rest.face());
    }
}
