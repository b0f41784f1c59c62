package network.ian.p2p.sync;

import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;

/** Finds how two sets differ by exchanging messages. Pure: sends nothing, keeps no time. */
interface Reconciliation {

    /** Begins as the side that asks. The set may grow while the exchange goes on. */
    Exchange begin(GoalSet goal);

    /** Answers a message of the side that asks; empty if it is malformed. Keeps nothing between messages. */
    Optional<Bytes> answer(GoalSet goal, Bytes query);

    /** One exchange, on the side that asks. */
    interface Exchange {

        /** The first message. */
        Bytes first();

        /** Takes an answer in. */
        Step step(Bytes answer);
    }

    /** What an answer gave. */
    sealed interface Step {

        /**
         * Ids found so far.
         *
         * @param have ids that only this node holds
         * @param need ids that only the peer holds
         * @param next what to send next; empty if everything was compared
         */
        record Found(List<Hash> have, List<Hash> need, Optional<Bytes> next) implements Step {}

        /** The answer breaks the format. */
        record Malformed() implements Step {}
    }
}
