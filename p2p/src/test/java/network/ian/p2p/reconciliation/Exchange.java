package network.ian.p2p.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/** A whole reconciliation, and what it took. */
final class Exchange {

    private static final int MOST_ROUND_TRIPS = 20_000;

    final Set<Hash> have = new HashSet<>();
    final Set<Hash> need = new HashSet<>();
    int bytes;
    int longest;
    int roundTrips;

    static Exchange run(Initiator initiator, Responder responder, KeySumTree theirs) {
        Exchange exchange = new Exchange();
        Bytes message = initiator.initiate();
        while (message != null) {
            Bytes answer = ((Answer.Reply) responder.answer(theirs, message)).payload();
            exchange.count(message, answer);
            message = exchange.take(initiator.step(answer));
        }
        return exchange;
    }

    void count(Bytes message, Bytes answer) {
        bytes += message.size() + answer.size();
        longest = Math.max(longest, Math.max(message.size(), answer.size()));
        roundTrips++;
        assertThat(roundTrips).isLessThan(MOST_ROUND_TRIPS);
    }

    /** Takes what a step found; the next message, or null at the end. */
    Bytes take(Step step) {
        if (step instanceof Step.Next next) {
            have.addAll(next.have());
            need.addAll(next.need());
            return next.payload();
        }
        Step.Done done = (Step.Done) step;
        have.addAll(done.have());
        need.addAll(done.need());
        return null;
    }
}
