package network.ian.core.node;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.Contribution;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.PackCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.crypto.Hash;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.ingest.ClockWindow;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.InFlight;
import network.ian.core.ingest.Outcome;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.telemetry.Telemetry;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in. Rejects early and cheaply on the caller's thread, verifies and evaluates on the worker pool, hands
 * what is admitted to the goal's writer. Thread-safe; never blocks.
 */
public final class Ingress {

    private static final Logger LOG = LoggerFactory.getLogger(Ingress.class);

    private final NodeIdentity identity;
    private final Clock clock;
    private final ClockWindow window;
    private final MonotonicClock ticker;
    private final WorkerPool workers;
    private final InFlight inFlight;
    private final Telemetry telemetry;

    public Ingress(
            NodeIdentity identity,
            Clock clock,
            MonotonicClock ticker,
            WorkerPool workers,
            InFlight inFlight,
            Telemetry telemetry) {
        this.identity = identity;
        this.clock = clock;
        this.window = new ClockWindow(clock);
        this.ticker = ticker;
        this.workers = workers;
        this.inFlight = inFlight;
        this.telemetry = telemetry;
    }

    /**
     * Takes a client's request.
     *
     * @return completes with the outcome, never exceptionally; an accepted contribution is durable by then
     * @throws network.ian.core.codec.MalformedException naming the field of the pack that breaks a limit
     */
    public CompletableFuture<Outcome> submit(Goal goal, ContributionRequest request, Entrance entrance) {
        Bytes body = PackCodec.encode(request.pack());
        Hash packHash = PackCodec.hash(body);
        Optional<SignedHeader> signed = request.signedHeader(goal.spec().topic(), packHash);
        Draft draft = new Draft(goal, request, body, packHash, ticker.nanos());
        telemetry.received(goal.spec().goalId());
        return signed.map(header -> submitSigned(draft, header, entrance)).orElseGet(() -> submitUnsigned(draft));
    }

    /** Contributions being decided now. */
    public int inFlight() {
        return inFlight.contributions();
    }

    private CompletableFuture<Outcome> submitSigned(Draft draft, SignedHeader signed, Entrance entrance) {
        Goal goal = draft.goal;
        Contribution contribution = new Contribution(signed, draft.request.pack(), draft.body);
        Optional<Outcome> early = goal.known(signed.id())
                .or(() -> window.check(signed.header().timestampMs(), entrance)
                        .or(() -> goal.judge().rules().check(contribution))
                        .map(verdict -> unevaluated(signed, verdict)));
        return early.map(outcome -> answered(draft, outcome))
                .orElseGet(() -> enqueue(
                        draft, signed.id(), false, () -> goal.judge().judge(contribution), outcome -> contribution));
    }

    private CompletableFuture<Outcome> submitUnsigned(Draft draft) {
        Goal goal = draft.goal;
        Contribution unsigned = new Contribution(sponsored(draft, Bytes.EMPTY), draft.request.pack(), draft.body);
        Optional<Outcome> early = goal.judge()
                .rules()
                .checkSponsor(identity.publicKey())
                .or(() -> goal.judge().rules().check(unsigned))
                .map(verdict -> unevaluated(unsigned.signed(), verdict));
        return early.map(outcome -> answered(draft, outcome))
                .orElseGet(() -> enqueue(
                        draft,
                        unsigned.signed().id(),
                        true,
                        () -> goal.judge().evaluate(unsigned),
                        outcome -> sign(unsigned)));
    }

    /** This node vouches for the arrival, with its own key and clock. */
    private SignedHeader sponsored(Draft draft, Bytes signature) {
        Header header = new Header(
                draft.request.contributorId().orElseThrow(),
                draft.goal.spec().topic(),
                draft.request.kind(),
                draft.packHash,
                identity.publicKey(),
                draft.request.seed(),
                true,
                clock.millis(),
                Optional.empty());
        return HeaderCodec.signed(header, signature);
    }

    /** Signed only once the pack is known to be good, so junk costs no signature. */
    private Contribution sign(Contribution unsigned) {
        SignedHeader header = unsigned.signed();
        Bytes signature = identity.signer().sign(HeaderCodec.signingMessage(header.bytes()));
        SignedHeader signed = new SignedHeader(header.header(), header.bytes(), header.id(), signature);
        return new Contribution(signed, unsigned.body(), unsigned.bodyBytes());
    }

    private CompletableFuture<Outcome> enqueue(
            Draft draft,
            Hash id,
            boolean sponsored,
            Supplier<Outcome> judgement,
            Function<Outcome, Contribution> finish) {
        Optional<String> closed = draft.goal.closedBecause();
        if (closed.isPresent()) {
            return answered(draft, overloaded(id, draft.packHash, sponsored, closed.get()));
        }
        int size = InFlight.weight(draft.request.pack(), draft.body.size());
        if (!inFlight.tryEnter(size)) {
            return answered(draft, overloaded(id, draft.packHash, sponsored, "too many contributions at once"));
        }
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        workers.submit(Executors.callable(() -> decide(draft, id, sponsored, judgement, finish, answer)))
                .ifPresentOrElse(
                        work -> work.exceptionally(dropped -> {
                            answer.complete(overloaded(id, draft.packHash, sponsored, "this node is stopping"));
                            return null;
                        }),
                        () -> answer.complete(overloaded(id, draft.packHash, sponsored, "all workers are busy")));
        // It never completes exceptionally, so what was entered is always left.
        return answer.thenApply(outcome -> {
            inFlight.leave(size);
            return told(draft, outcome);
        });
    }

    @SuppressWarnings("CatchingUnchecked") // whatever goes wrong here is this node's fault and must still be answered
    private static void decide(
            Draft draft,
            Hash id,
            boolean sponsored,
            Supplier<Outcome> judgement,
            Function<Outcome, Contribution> finish,
            CompletableFuture<Outcome> answer) {
        try {
            Outcome outcome = judgement.get();
            if (!outcome.accepted()) {
                answer.complete(outcome);
            } else if (!draft.goal.append(new WriterTask.Append(finish.apply(outcome), sponsored, outcome, answer))) {
                answer.complete(overloaded(id, draft.packHash, sponsored, "the goal's journal is behind"));
            }
        } catch (Exception | Error e) {
            LOG.atError().addKeyValue("contribution_id", id).setCause(e).log("Deciding failed: undecided here");
            answer.complete(overloaded(id, draft.packHash, sponsored, "this node failed to decide"));
        }
    }

    private CompletableFuture<Outcome> answered(Draft draft, Outcome outcome) {
        return CompletableFuture.completedFuture(told(draft, outcome));
    }

    private Outcome told(Draft draft, Outcome outcome) {
        draft.goal.count(outcome);
        telemetry.decided(draft.goal.spec().goalId(), outcome, ticker.nanos() - draft.startedNanos);
        return outcome;
    }

    private static Outcome unevaluated(SignedHeader signed, Verdict verdict) {
        return Outcome.unevaluated(
                verdict,
                signed.id(),
                signed.header().packHash(),
                signed.header().sponsored());
    }

    private static Outcome overloaded(Hash id, Hash packHash, boolean sponsored, String detail) {
        return Outcome.unevaluated(new Verdict.Undecided(Reason.OVERLOADED, detail), id, packHash, sponsored);
    }

    /** A request on its way, with what was computed once. */
    private record Draft(Goal goal, ContributionRequest request, Bytes body, Hash packHash, long startedNanos) {}
}
