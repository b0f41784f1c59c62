package network.ian.p2p.port;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange.Taken;
import network.ian.core.finality.ChainExchange.Tip;

/**
 * The chains that anchors stand on, where they are verified and stored. Called on the protocol's thread, calls back on it,
 * never before the call returns.
 */
public interface AnchorChains {

    /** The best verified chain of a goal; empty without an anchor in its spec, or if only block 0 is known. */
    Optional<Tip> tip(Hash topic);

    /** Whether the block stands on any verified chain of the goal. */
    boolean knows(Hash topic, Hash block);

    /** Hashes from the tip back to block 0, ever sparser, at most 32; empty without an anchor in the goal's spec. */
    List<Hash> locator(Hash topic);

    /** Reads what follows after the first known hash of {@code locator}; no bytes if nothing does, or none can be read now. */
    void after(Hash topic, List<Hash> locator, Consumer<Bytes> read);

    /** Verifies a page and takes over what is new in it. */
    void offer(Hash topic, Bytes page, Consumer<Taken> taken);

    /** Of a node that knows no chain. */
    AnchorChains NONE = new AnchorChains() {
        @Override
        public Optional<Tip> tip(Hash topic) {
            return Optional.empty();
        }

        @Override
        public boolean knows(Hash topic, Hash block) {
            return false;
        }

        @Override
        public List<Hash> locator(Hash topic) {
            return List.of();
        }

        @Override
        public void after(Hash topic, List<Hash> locator, Consumer<Bytes> read) {
            throw new IllegalStateException("there is no chain to read");
        }

        @Override
        public void offer(Hash topic, Bytes page, Consumer<Taken> taken) {
            throw new IllegalStateException("there is no chain to verify");
        }
    };
}
