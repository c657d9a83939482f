package org.compatserver.web;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.compatserver.check.CheckService;
import org.compatserver.check.Fault;
import org.compatserver.check.Outcome;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Verdict;
import org.compatserver.wire.Asked;
import org.compatserver.wire.Problem;
import org.compatserver.wire.QuestionJson;
import org.compatserver.wire.QuestionQuery;
import org.compatserver.wire.QuestionReader;
import org.compatserver.wire.Replies;
import org.compatserver.wire.Reply;

/** {@code GET /} and {@code POST /}: reads questions, has them checked, writes replies. */
final class CheckHandler {
    private final CheckService checks;
    private final QuestionReader reader;
    private final ObjIntConsumer<Request> weigh;

    /** @param weigh is told of how many checks a request is */
    CheckHandler(CheckService checks, QuestionReader reader, ObjIntConsumer<Request> weigh) {
        this.checks = checks;
        this.reader = reader;
        this.weigh = weigh;
    }

    Response get(Request request) {
        return switch (QuestionQuery.read(request.query())) {
            case QuestionQuery.Result.Bad(var refused) -> Response.problem(request, Problem.of(refused));
            case QuestionQuery.Result.Texts(var texts) -> one(request, reader.read(texts));
        };
    }

    Response post(Request request) {
        if (!request.query().isEmpty()) {
            return Response.problem(
                    request,
                    new Problem(
                            "Bad Request",
                            400,
                            "A question that is sent with POST stands in the body; leave out what follows '?'"));
        }
        return Body.of(request, this::post);
    }

    private Response post(Request request, byte[] body) {
        return switch (QuestionJson.read(body)) {
            case QuestionJson.Result.Bad(var refused) -> Response.problem(request, Problem.of(refused));
            case QuestionJson.Result.One(var question) -> one(request, read(question));
            case QuestionJson.Result.Batch(var questions) -> {
                weigh.accept(request, questions.size());
                yield Response.json(all(questions.stream().map(this::read).toList()))
                        .resulting("batch of " + questions.size());
            }
        };
    }

    private Asked read(QuestionJson.Element element) {
        return switch (element) {
            case QuestionJson.Element.Bad(var refused) -> refused;
            case QuestionJson.Element.Texts(var texts) -> reader.read(texts);
        };
    }

    private Response one(Request request, Asked asked) {
        return switch (asked) {
            case Asked.Refused refused -> Response.problem(request, Problem.of(refused));
            case Asked.Read(var question) -> answer(request, checks.check(question));
        };
    }

    private static Response answer(Request request, Outcome<Verdict> outcome) {
        return switch (outcome) {
            case Outcome.Answered<Verdict>(var verdict) -> {
                Reply reply = Replies.of(verdict);
                yield Response.json(reply).resulting(reply.result());
            }
            case Outcome.Failed<Verdict>(var fault) -> failed(request, fault);
        };
    }

    /** What could not be done, and when asking again may help. */
    static Response failed(Request request, Fault fault) {
        Response response = Response.problem(request, problem(fault));
        return retryAfter(fault)
                .map(seconds -> response.with("Retry-After", seconds))
                .orElse(response);
    }

    /** A reply or a problem for each, in order; only those that can be asked are. */
    private List<Object> all(List<Asked> batch) {
        List<Question> questions = new ArrayList<>();
        for (Asked asked : batch) {
            if (asked instanceof Asked.Read(var question)) {
                questions.add(question);
            }
        }
        Iterator<Outcome<Verdict>> outcomes = checks.checkAll(questions).iterator();
        return batch.stream().map(asked -> element(asked, outcomes)).toList();
    }

    private static Object element(Asked asked, Iterator<Outcome<Verdict>> outcomes) {
        return switch (asked) {
            case Asked.Refused refused -> Problem.of(refused);
            case Asked.Read read ->
                switch (outcomes.next()) {
                    case Outcome.Answered<Verdict>(var verdict) -> Replies.of(verdict);
                    case Outcome.Failed<Verdict>(var fault) -> problem(fault);
                };
        };
    }

    private static Problem problem(Fault fault) {
        return new Problem(fault.kind().title(), fault.kind().status(), fault.message());
    }

    /** Seconds after which asking again may help; empty where it will not. */
    private static Optional<String> retryAfter(Fault fault) {
        return switch (fault.kind()) {
            case BUSY -> Optional.of("1");
            case INDEX, BUDGET -> Optional.of("30");
            case OFFLINE, NOT_CONFIGURED, UNSUPPORTED, INTERNAL, STORE -> Optional.empty();
        };
    }
}
