package network.ian.core.node;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.Contribution;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.PackCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.ingest.ClockWindow;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.InFlight;
import network.ian.core.ingest.Judge;
import network.ian.core.ingest.Outcome;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;

/**
 * Where contributions come in as peers carry them: exact bytes, nothing decoded, nothing verified. What it takes is always
 * signed: by the contributor, or by the node that sponsored it, which here is another one.
 */
final class PeerDoor {

    /** Half of the queue of a goal's writer, so that peers alone never fill it. */
    private static final int MAX_IN_FLIGHT = 2_048;

    /** All peers take one turn. */
    private static final String SOURCE = "peers";

    private static final long MAX_IN_FLIGHT_BYTES = 64L << 20;

    private final ClockWindow window;
    private final EvaluationLanes lanes;
    private final InFlight room;
    private final Decisions decisions;

    PeerDoor(ClockWindow window, EvaluationLanes lanes, InFlight inFlight, Decisions decisions) {
        this.window = window;
        this.lanes = lanes;
        this.room = inFlight.share(MAX_IN_FLIGHT, MAX_IN_FLIGHT_BYTES);
        this.decisions = decisions;
    }

    /** What a peer supplied. */
    record Supply(Goal goal, Bytes header, Bytes signature, Bytes body, Entrance entrance) {}

    CompletableFuture<Outcome> submit(Supply supply, long startedNanos) {
        Hash id = Sha256.of(supply.header.view());
        Decisions.Ticket ticket =
                new Decisions.Ticket(supply.goal, id, Ingress.UNREAD, false, supply.entrance, SOURCE, startedNanos);
        Optional<Verdict> early = sizes(supply).or(() -> known(supply.goal, id));
        if (early.isPresent()) {
            return decisions.answered(ticket, unread(id, early.get()));
        }
        if (lanes.crowded(supply.goal)) {
            return decisions.answered(ticket, ticket.undecided("the workers are busy with what others supplied"));
        }
        return decisions.enqueue(ticket, room, InFlight.weight(supply.body.size()), () -> decide(supply, id));
    }

    boolean takes(Goal goal, Bytes body) {
        return !lanes.crowded(goal) && room.fits(InFlight.weight(body.size()));
    }

    private static Optional<Verdict> sizes(Supply supply) {
        int maxPackBytes = supply.goal.spec().limits().maxPackBytes();
        if (supply.header.size() > JsonLimits.HEADER.maxBytes()) {
            return malformed(
                    "header: " + supply.header.size() + " bytes, the limit is " + JsonLimits.HEADER.maxBytes());
        }
        if (supply.signature.size() != HeaderCodec.SIGNATURE_BYTES) {
            return malformed(
                    "signature: " + supply.signature.size() + " bytes, expected " + HeaderCodec.SIGNATURE_BYTES);
        }
        return supply.body.size() > maxPackBytes
                ? malformed("agent_pack: " + supply.body.size() + " bytes encoded, the goal's limit is " + maxPackBytes)
                : Optional.empty();
    }

    /** Asks the log in memory only: reading the entry would cost the caller a seek. */
    private static Optional<Verdict> known(Goal goal, Hash id) {
        return goal.view()
                .filter(view -> view.log().contains(id))
                .map(view -> new Verdict.Ignore(Reason.DUPLICATE, "already in the log"));
    }

    private Decisions.Decided decide(Supply supply, Hash id) {
        try {
            Header header = HeaderCodec.decode(supply.header);
            SignedHeader signed = new SignedHeader(header, supply.header, id, supply.signature);
            // The body is looked at last: what the header alone shows is cheaper.
            Optional<Verdict> refusal = window.check(header.timestampMs(), supply.entrance)
                    .or(() -> supply.goal.judge().rules().checkHeader(signed));
            return refusal.map(verdict -> refused(signed, verdict)).orElseGet(() -> withBody(supply, signed));
        } catch (MalformedException e) {
            return new Decisions.Decided(unread(id, malformed(e.getMessage()).orElseThrow()), PeerDoor::none);
        }
    }

    private static Decisions.Decided withBody(Supply supply, SignedHeader signed) {
        AgentPack pack;
        try {
            pack = PackCodec.decode(supply.body);
        } catch (MalformedException e) {
            return refused(signed, malformed(e.getMessage()).orElseThrow());
        }
        Contribution contribution = new Contribution(signed, pack, supply.body);
        Judge judge = supply.goal.judge();
        return judge.rules()
                .check(contribution)
                .map(verdict -> refused(signed, verdict))
                .orElseGet(() -> new Decisions.Decided(judge.judge(contribution), () -> contribution));
    }

    private static Decisions.Decided refused(SignedHeader signed, Verdict verdict) {
        Outcome outcome = Outcome.unevaluated(
                verdict,
                signed.id(),
                signed.header().packHash(),
                signed.header().sponsored());
        return new Decisions.Decided(outcome, PeerDoor::none);
    }

    private static Outcome unread(Hash id, Verdict verdict) {
        return Outcome.unevaluated(verdict, id, Ingress.UNREAD, false);
    }

    private static Optional<Verdict> malformed(String detail) {
        return Optional.of(new Verdict.Reject(Reason.INVALID_STRUCTURE, detail));
    }

    private static Contribution none() {
        throw new IllegalStateException("what is not accepted has no contribution to append");
    }
}
