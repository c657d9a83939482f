package org.compatserver.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.compatserver.check.Fault;
import org.compatserver.check.Outcome;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Causes;
import org.compatserver.round.Plan;
import org.compatserver.round.Round;
import org.compatserver.round.RoundService;
import org.compatserver.round.RoundStore.Header;
import org.compatserver.round.RoundStore.RoundProblem;
import org.compatserver.round.Summary;
import org.compatserver.wire.Json;
import org.compatserver.wire.Problem;
import org.compatserver.wire.rounds.PlanReader;
import org.compatserver.wire.rounds.RoundCsv;
import org.compatserver.wire.rounds.RoundEntry;
import org.compatserver.wire.rounds.RoundJson;
import org.compatserver.wire.rounds.RoundPicture;
import org.compatserver.wire.rounds.RoundProgress;
import org.compatserver.wire.rounds.RoundReplies;
import org.compatserver.wire.rounds.Shown;

/** {@code /rounds}: starts rounds, tells how far they are and what came of them. */
final class RoundsHandler implements AutoCloseable {
    private static final int MOST_LISTED = 100;
    private static final long MOST_CHECKS = 5_000_000;

    private static final String SHOWN = "ask again later, or look with compat rounds on the server's machine";
    private static final String BEGUN =
            "the round may begin, or have begun, all the same: /rounds lists it then, and asking for the same again while it runs tells its place";

    private final RoundService rounds;
    private final PlanReader plans;
    private final RoundDesk desk;
    private final Deadline deadline;

    RoundsHandler(WebFace.Services services, Duration deadline) {
        this.deadline = new Deadline(deadline);
        this.rounds = services.rounds();
        this.plans = new PlanReader(services.reader());
        this.desk = new RoundDesk(services.rounds(), services.telling());
    }

    Response list(Request request) {
        return guarded(
                request,
                SHOWN,
                () -> Response.json(rounds.store().rounds(MOST_LISTED).stream()
                        .map(RoundEntry::of)
                        .toList()));
    }

    Response start(Request request) {
        return Body.of(request, (asked, body) -> guarded(asked, BEGUN, () -> start(asked, body)));
    }

    private Response start(Request request, byte[] body) {
        return switch (RoundJson.read(body)) {
            case RoundJson.Result.Bad(var refused) -> Response.problem(request, Problem.of(refused));
            case RoundJson.Result.Texts texts ->
                switch (plans.read(texts.texts())) {
                    case PlanReader.Result.Bad(var refused) -> Response.problem(request, Problem.of(refused));
                    case PlanReader.Result.Read(var plan) -> start(request, plan, texts);
                };
        };
    }

    private Response start(Request request, Plan plan, RoundJson.Result.Texts texts) {
        if (plan.checks() > MOST_CHECKS) {
            return Response.problem(
                    request,
                    new Problem(
                            "Bad Request",
                            400,
                            String.format(
                                    Locale.ROOT,
                                    "A round over HTTP has at most %,d checks, not %,d; compat round takes more",
                                    MOST_CHECKS,
                                    plan.checks())));
        }
        RoundDesk.Order order = new RoundDesk.Order(plan, texts.recheck(), texts.sections(), texts.notices());
        if (desk.isBusyBut(order)) {
            return taken(request, new RoundDesk.Taken.Busy());
        }
        return switch (rounds.unknown(plan)) {
            case Outcome.Failed<List<ProjectName>>(var fault) -> CheckHandler.failed(request, fault);
            case Outcome.Answered<List<ProjectName>>(var names) ->
                names.isEmpty() ? taken(request, desk.take(order)) : Response.problem(request, unknown(names));
        };
    }

    private static Problem unknown(List<ProjectName> names) {
        return new Problem(
                "Bad Request",
                400,
                "The index does not know: "
                        + names.stream().map(ProjectName::normalized).collect(Collectors.joining(", ")));
    }

    private static Response taken(Request request, RoundDesk.Taken taken) {
        return switch (taken) {
            case RoundDesk.Taken.Failed(var fault) -> CheckHandler.failed(request, fault);
            case RoundDesk.Taken.Busy() ->
                Response.problem(
                                request,
                                new Problem(
                                        "Service Unavailable",
                                        503,
                                        "Another round is running, and there is one at a time; ask again later"))
                        .with("Retry-After", "10");
            case RoundDesk.Taken.Begun(var id) -> {
                String place = "/rounds/" + id;
                yield new Response(202, "application/json", Json.compact(new Begun(id, place)), Map.of())
                        .with("Location", place);
            }
        };
    }

    /** A round that was taken. */
    private record Begun(long id, String location) {}

    Response show(Request request) {
        return guarded(request, SHOWN, () -> {
            RoundProgress progress = desk.progress(id(request));
            return progress == null
                    ? ended(request, shown -> Response.json(RoundReplies.of(shown)))
                    : Response.json(progress);
        });
    }

    Response picture(Request request) {
        return guarded(
                request,
                SHOWN,
                () -> ended(request, shown -> new Response(200, "image/svg+xml", RoundPicture.of(shown), Map.of())));
    }

    Response table(Request request) {
        return guarded(request, SHOWN, () -> ended(request, RoundsHandler::table));
    }

    private static Response table(Shown shown) {
        StringBuilder text = new StringBuilder();
        try {
            RoundCsv.write(shown, true, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Response(200, "text/csv; charset=utf-8", text.toString(), Map.of());
    }

    /** The path's number. */
    private static long id(Request request) {
        return Long.parseLong(request.path().split("/")[2]);
    }

    /** What is said of a round that is not running here: as it was told when it ended, else from the store. */
    private Response ended(Request request, Function<Shown, Response> answer) {
        long id = id(request);
        if (desk.progress(id) != null) {
            return Response.problem(
                            request,
                            new Problem(
                                    "Not Found", 404, "The round is still running; /rounds/" + id + " tells how far"))
                    .with("Retry-After", "10");
        }
        Shown told = desk.shown(id);
        if (told != null) {
            return answer.apply(told);
        }
        Header header = rounds.store().rounds(Integer.MAX_VALUE).stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElse(null);
        if (header != null && header.checks() > MOST_CHECKS) {
            return Response.problem(request, tooLarge(header));
        }
        Round round = header == null ? null : rounds.store().round(id);
        if (round == null) {
            return Response.problem(
                    request,
                    new Problem("Not Found", 404, "There is no round of that number; /rounds lists those there are"));
        }
        Fault fault = desk.fault(id);
        List<String> notices = fault == null ? List.of() : List.of("The round was cut off: " + fault.message());
        return answer.apply(new Shown(Summary.of(round, Causes.of(round)), Map.of(), null, notices));
    }

    /** The store is shared with the command line. */
    private static Problem tooLarge(Header header) {
        return new Problem(
                "Bad Request",
                400,
                String.format(
                        Locale.ROOT,
                        "Round %d has %,d checks, and over HTTP at most %,d are shown; compat rounds %d --csv FILE"
                                + " writes them all",
                        header.id(),
                        header.checks(),
                        MOST_CHECKS,
                        header.id()));
    }

    /** What the store cannot do, and what takes too long, is said. */
    private Response guarded(Request request, String otherwise, Supplier<Response> handler) {
        try {
            return deadline.before(request, otherwise, handler);
        } catch (RoundProblem problem) {
            return CheckHandler.failed(request, new Fault(Fault.Kind.STORE, String.valueOf(problem.getMessage())));
        }
    }

    @Override
    public void close() {
        desk.close();
    }
}
