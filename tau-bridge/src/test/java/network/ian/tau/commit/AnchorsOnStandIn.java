package network.ian.tau.commit;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.SettledAnchor;
import network.ian.tau.client.TauBlock;
import network.ian.tau.devnode.DevNode;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.TauTransaction;

/** The committer's transactions on the stand-in's best chain; its blocks are believed, the signatures are checked. */
final class AnchorsOnStandIn implements ChainLookup {

    private static final int CONFIRMATIONS = 3;

    private final DevNode node;
    private final Hash topic;

    AnchorsOnStandIn(DevNode node, Hash topic) {
        this.node = node;
        this.topic = topic;
    }

    /** An anchor of the goal. */
    record Read(long sequence, int size) {}

    List<Read> read() {
        return from(topic, 0).stream()
                .flatMap(found -> FakeChain.anchors(found, topic).stream())
                .map(anchor -> new Read(anchor.sequence(), anchor.size()))
                .toList();
    }

    List<SettledAnchor> settled() {
        return from(topic, 0).stream()
                .filter(Found::settled)
                .flatMap(found -> FakeChain.anchors(found, topic).stream())
                .toList();
    }

    @Override
    public List<Found> from(Hash asked, long sequence) {
        List<Found> found = new ArrayList<>();
        List<TauBlock> blocks = node.chain().canonical();
        for (int i = 0; i < blocks.size(); i++) {
            for (TauTransaction transaction : blocks.get(i).transactions()) {
                if (transaction.sequence() >= sequence
                        && transaction.isSignedBy(DevNode.COMMITTER_SECRET.publicKey())) {
                    found.add(new Found(
                            transaction.sequence(),
                            transaction.hash(),
                            AnchorText.in(transaction.operations()),
                            blocks.size() - i >= CONFIRMATIONS));
                }
            }
        }
        return found;
    }

    @Override
    public boolean isRead(Hash topic) {
        return true;
    }

    @Override
    public void refresh() {}
}
