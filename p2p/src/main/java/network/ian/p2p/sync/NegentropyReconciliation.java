package network.ian.p2p.sync;

import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.reconciliation.Answer;
import network.ian.p2p.reconciliation.Initiator;
import network.ian.p2p.reconciliation.Responder;

/** Reconciles by Negentropy V1. */
final class NegentropyReconciliation implements Reconciliation {

    private final Responder responder = new Responder();

    @Override
    public Exchange begin(GoalSet goal) {
        Initiator initiator = new Initiator(goal.sums());
        return new Exchange() {
            @Override
            public Bytes first() {
                return initiator.initiate();
            }

            @Override
            public Step step(Bytes answer) {
                return found(initiator.step(answer));
            }
        };
    }

    @Override
    public Optional<Bytes> answer(GoalSet goal, Bytes query) {
        return responder.answer(goal.sums(), query) instanceof Answer.Reply reply
                ? Optional.of(reply.payload())
                : Optional.empty();
    }

    private static Step found(network.ian.p2p.reconciliation.Step step) {
        if (step instanceof network.ian.p2p.reconciliation.Step.Next next) {
            return new Step.Found(next.have(), next.need(), Optional.of(next.payload()));
        }
        if (step instanceof network.ian.p2p.reconciliation.Step.Done done) {
            return new Step.Found(done.have(), done.need(), Optional.empty());
        }
        return new Step.Malformed();
    }
}
