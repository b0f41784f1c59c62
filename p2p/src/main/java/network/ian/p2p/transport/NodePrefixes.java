package network.ian.p2p.transport;

import java.util.List;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.Finalities;
import network.ian.core.finality.PrefixWanted;
import network.ian.p2p.port.AnchoredPrefixes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings lists of ids to the node's finality, and what it makes of them to the protocol's thread. */
final class NodePrefixes implements AnchoredPrefixes {

    private static final Logger LOG = LoggerFactory.getLogger(NodePrefixes.class);

    private final Finalities finalities;
    private final ProtocolThread thread;

    NodePrefixes(Finalities finalities, ProtocolThread thread) {
        this.finalities = finalities;
        this.thread = thread;
    }

    @Override
    public void offer(Hash topic, PrefixWanted wanted, List<Hash> ids, Consumer<Taken> taken) {
        // The stages never complete exceptionally, so there is always an answer; nobody needs the future.
        var unused = Answers.of(
                        () -> finalities.offer(topic, wanted, ids).thenApply(leads -> leads ? Taken.GOOD : Taken.FALSE),
                        Taken.UNDECIDED,
                        failure -> LOG.atWarn().setCause(failure).log("A prefix could not be checked"))
                .thenAccept(answer -> thread.tell(() -> taken.accept(answer)));
    }

    @Override
    public void refused(Hash topic, Hash contributionId) {
        finalities.refused(topic, contributionId);
    }
}
