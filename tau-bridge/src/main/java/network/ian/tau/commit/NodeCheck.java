package network.ian.tau.commit;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.client.TauException;
import network.ian.tau.client.TauNode;

/** Whether a node may be given transactions, asked each time: behind one address there may be another node tomorrow. */
final class NodeCheck {

    private static final int VERSION = 1;

    private final TauNode node;
    private final boolean production;
    private final BlsPublicKey account;
    private OptionalLong balance = OptionalLong.empty();

    NodeCheck(TauNode node, boolean production, BlsPublicKey account) {
        this.node = node;
        this.production = production;
        this.account = account;
    }

    /** Why nothing may be sent to the node; empty if it may. */
    Optional<Next> refusal() throws IOException, TauException {
        TauNode.Hello hello = node.hello();
        if (hello.version() != VERSION) {
            return refuse("the Tau node speaks version " + hello.version() + " of the protocol, not " + VERSION);
        }
        if (production && "test".equals(hello.env())) {
            return refuse("the Tau node says env=test, and this node is configured for production");
        }
        return Optional.empty();
    }

    /** The sequence number that the node wants from this account next. */
    long nextSequence() throws IOException, TauException {
        return node.sequence(account);
    }

    void askBalance() throws IOException, TauException {
        balance = node.balance(account);
    }

    OptionalLong balance() {
        return balance;
    }

    private static Optional<Next> refuse(String why) {
        return Optional.of(new Next(CommitState.NODE_REFUSED, why, Trouble.OPERATOR));
    }
}
