package network.ian.core.node;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
import network.ian.core.telemetry.Telemetry;
import network.ian.core.verdict.Verdict;

/**
 * The one way in. Rejects early and cheaply on the caller's thread, verifies and evaluates on the worker pool, hands
 * what is admitted to the goal's writer. Thread-safe; never blocks.
 */
public final class Ingress {

    /** Stands in an outcome for the pack hash of a header that was not read. */
    public static final Hash UNREAD = Hash.wrap(new byte[Hash.SIZE]);

    /** The source of what this program hands in itself. */
    private static final String HERE = "here";

    private final NodeIdentity identity;
    private final Clock clock;
    private final ClockWindow window;
    private final MonotonicClock ticker;
    private final InFlight inFlight;
    private final EvaluationLanes lanes;
    private final Decisions decisions;
    private final PeerDoor peers;
    private final UnderWay underWay = new UnderWay();

    Ingress(
            NodeIdentity identity,
            Clock clock,
            MonotonicClock ticker,
            EvaluationLanes lanes,
            InFlight inFlight,
            Telemetry telemetry) {
        this.identity = identity;
        this.clock = clock;
        this.window = new ClockWindow(clock);
        this.ticker = ticker;
        this.inFlight = inFlight;
        this.lanes = lanes;
        this.decisions = new Decisions(ticker, lanes, telemetry);
        this.peers = new PeerDoor(window, lanes, inFlight, decisions);
    }

    /** As {@link #submit(Goal, ContributionRequest, Entrance, String)}, from this program itself. */
    public CompletableFuture<Outcome> submit(Goal goal, ContributionRequest request, Entrance entrance) {
        return submit(goal, request, entrance, HERE);
    }

    /**
     * Takes a client's request.
     *
     * @param source who sends it: where evaluations take seconds, sources take turns
     * @return completes with the outcome, never exceptionally; an accepted contribution is durable by then
     * @throws network.ian.core.codec.MalformedException naming the field of the pack that breaks a limit
     */
    public CompletableFuture<Outcome> submit(Goal goal, ContributionRequest request, Entrance entrance, String source) {
        Bytes body = PackCodec.encode(request.pack());
        Hash packHash = PackCodec.hash(body);
        Optional<SignedHeader> signed = request.signedHeader(goal.spec().topic(), packHash);
        Draft draft = new Draft(goal, request, body, packHash, entrance, source, ticker.nanos());
        decisions.received(goal);
        return signed.map(header -> submitSigned(draft, header)).orElseGet(() -> submitUnsigned(draft));
    }

    /**
     * Takes what a peer supplied, as it travels. The caller pays for one hash; decoding, like everything dear, is the worker
     * pool's. Peers together fill at most half of what may be decided at a time.
     *
     * @param header claimed to be canonical JSON
     * @param signature claimed to be the header's
     * @param body claimed to be an encoded pack
     * @return completes with the outcome, never exceptionally; an accepted contribution is durable by then. Its contribution
     *     id is SHA-256 of {@code header}; its pack hash is {@link #UNREAD} where the header was not read
     */
    public CompletableFuture<Outcome> submit(Goal goal, Bytes header, Bytes signature, Bytes body, Entrance entrance) {
        decisions.received(goal);
        return peers.submit(new PeerDoor.Supply(goal, header, signature, body, entrance), ticker.nanos());
    }

    /**
     * Whether a body that a peer supplied to the goal would be decided now, rather than answered "overloaded": peers leave
     * half of the queue to others.
     */
    public boolean takes(Goal goal, Bytes body) {
        return peers.takes(goal, body);
    }

    /** Contributions to the goal from one source that may wait at a time; beyond it the answer is "overloaded". */
    public int room(Goal goal) {
        return lanes.room(goal);
    }

    /** Contributions being decided now. */
    public int inFlight() {
        return inFlight.contributions();
    }

    /** Most contributions that are decided at one time; beyond it the answer is "overloaded". */
    public int capacity() {
        return inFlight.capacity();
    }

    private CompletableFuture<Outcome> submitSigned(Draft draft, SignedHeader signed) {
        Goal goal = draft.goal;
        Contribution contribution = new Contribution(signed, draft.request.pack(), draft.body);
        Optional<Outcome> early = goal.known(signed.id())
                .or(() -> window.check(signed.header().timestampMs(), draft.entrance)
                        .or(() -> goal.judge().rules().check(contribution))
                        .map(verdict -> unevaluated(signed, verdict)));
        return early.map(outcome -> answered(draft, outcome))
                .orElseGet(() -> enqueue(
                        draft,
                        signed.id(),
                        new Signed(signed.id(), signed.signature()),
                        () -> new Decisions.Decided(goal.judge().judge(contribution), () -> contribution)));
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
                        SponsoredKey.of(unsigned.signed().header()),
                        () -> new Decisions.Decided(goal.judge().evaluate(unsigned), () -> sign(unsigned))));
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

    /** @param sameAgain what it is recognised by while it is decided: a {@link SponsoredKey} if this node signs it */
    private CompletableFuture<Outcome> enqueue(
            Draft draft, Hash id, Object sameAgain, Supplier<Decisions.Decided> judgement) {
        Decisions.Ticket ticket = ticket(draft, id, sameAgain instanceof SponsoredKey);
        int weight = InFlight.weight(draft.request.pack(), draft.body.size());
        if (!draft.goal.hasLongEvaluations()) {
            return decisions.enqueue(ticket, inFlight, weight, judgement);
        }
        return underWay.decide(
                new UnderWay.Key(draft.goal.spec().topic(), sameAgain),
                () -> decisions.enqueue(ticket, inFlight, weight, judgement),
                outcome -> decisions.told(ticket, Answers.again(outcome)),
                () -> decisions.told(ticket, ticket.undecided("the same is being decided, and too many wait for it")));
    }

    private CompletableFuture<Outcome> answered(Draft draft, Outcome outcome) {
        return decisions.answered(ticket(draft, outcome.contributionId(), false), outcome);
    }

    private static Decisions.Ticket ticket(Draft draft, Hash id, boolean unsignedHere) {
        return new Decisions.Ticket(
                draft.goal, id, draft.packHash, unsignedHere, draft.entrance, draft.source, draft.startedNanos);
    }

    private static Outcome unevaluated(SignedHeader signed, Verdict verdict) {
        return Outcome.unevaluated(
                verdict,
                signed.id(),
                signed.header().packHash(),
                signed.header().sponsored());
    }

    /** An id says nothing of the signature: whoever forges one must not be taken for the contributor. */
    private record Signed(Hash id, Bytes signature) {}

    /** A request on its way, with what was computed once. */
    private record Draft(
            Goal goal,
            ContributionRequest request,
            Bytes body,
            Hash packHash,
            Entrance entrance,
            String source,
            long startedNanos) {}
}
