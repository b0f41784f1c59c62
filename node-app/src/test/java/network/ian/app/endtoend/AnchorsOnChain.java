package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.tau.client.TauBlock;
import network.ian.tau.devnode.DevNode;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.TauTransaction;

/** What the stand-in's best chain holds of one goal. */
public record AnchorsOnChain(List<Anchor> anchors, int transactions) {

    /** One anchor, as the chain has it. */
    public record Anchor(long sequence, int size, Hash logRoot) {}

    public static AnchorsOnChain read(DevNode stand, Hash topic) {
        List<Anchor> anchors = new ArrayList<>();
        int transactions = 0;
        for (TauBlock block : stand.chain().canonical()) {
            for (TauTransaction transaction : block.transactions()) {
                transactions++;
                AnchorText.in(transaction.operations()).stream()
                        .filter(AnchorText.LogCommit.class::isInstance)
                        .map(AnchorText.LogCommit.class::cast)
                        .filter(commit -> commit.topic().equals(topic))
                        .forEach(commit ->
                                anchors.add(new Anchor(transaction.sequence(), commit.size(), commit.logRoot())));
            }
        }
        return new AnchorsOnChain(anchors, transactions);
    }

    /** One anchor for each sequence number, none left out, each longer than the one before. */
    public void areOneEach() {
        for (int i = 0; i < anchors.size(); i++) {
            assertThat(anchors.get(i).sequence()).as("of %s", anchors).isEqualTo(i + firstSequence());
            assertThat(i == 0 || anchors.get(i).size() > anchors.get(i - 1).size())
                    .as("sizes of %s grow", anchors)
                    .isTrue();
        }
        assertThat(transactions).isEqualTo(anchors.size() + (int) firstSequence());
    }

    private long firstSequence() {
        return anchors.isEmpty() ? 0 : anchors.get(0).sequence();
    }
}
