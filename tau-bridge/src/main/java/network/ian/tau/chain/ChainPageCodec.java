package network.ian.tau.chain;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.block.Octets;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.transaction.TauTransaction;

/**
 * The bytes of a page ({@code docs/PROTOCOL.md}, "Chain pages"): exactly one encoding of each. Numbers, links and proposers'
 * keys follow from what stands before and from the goal's spec, so they are not sent.
 */
final class ChainPageCodec {

    /** Number of the first block, hash before it, count. */
    static final int HEAD_BYTES = Long.BYTES + Hash.SIZE + Short.BYTES;

    /** A block without anchors. */
    static final int BLOCK_BYTES = Long.BYTES + 2 * Hash.SIZE + 1 + BlsPublicKey.SIGNATURE_BYTES + 1;

    /** Most anchors of a block in a page. */
    static final int MAX_ANCHORS = 255;

    private static final int ANCHOR_FIXED = Integer.BYTES + 1 + Short.BYTES;

    private final AnchorKeys keys;

    ChainPageCodec(AnchorKeys keys) {
        this.keys = keys;
    }

    /** Bytes that an anchor takes. */
    static int bytes(AnchorProof anchor) {
        return ANCHOR_FIXED
                + anchor.path().size() * Hash.SIZE
                + anchor.transaction().size();
    }

    /** @throws IllegalArgumentException if a proposer is none of the spec's validators */
    Bytes encode(ChainPage page) {
        int size = HEAD_BYTES;
        for (ChainPage.Block block : page.blocks()) {
            size += BLOCK_BYTES
                    + block.anchors().stream().mapToInt(ChainPageCodec::bytes).sum();
        }
        BlockHeader first = page.blocks().get(0).header();
        ByteBuffer out = ByteBuffer.allocate(size)
                .putLong(first.number())
                .put(first.previous().view())
                .putShort((short) page.blocks().size());
        page.blocks().forEach(block -> put(block, out));
        return Bytes.wrap(out.array());
    }

    /** Reads a page; empty for whatever is not one, byte for byte. */
    Optional<ChainPage> decode(Bytes page) {
        if (page.size() > ChainExchange.PAGE_BYTES) {
            return Optional.empty();
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(page.view());
            long number = in.getLong();
            Hash previous = Octets.hash(in);
            int count = in.getShort() & 0xffff;
            if (number < 1 || number > Integer.MAX_VALUE - count || count < 1 || count > in.remaining() / BLOCK_BYTES) {
                return Optional.empty();
            }
            List<ChainPage.Block> blocks = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                ChainPage.Block block = block(in, number + i, previous);
                blocks.add(block);
                previous = block.hash();
            }
            return in.hasRemaining() ? Optional.empty() : Optional.of(new ChainPage(blocks));
        } catch (BufferUnderflowException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private void put(ChainPage.Block block, ByteBuffer out) {
        BlockHeader header = block.header();
        int validator = keys.validator(header.proposer());
        if (validator < 0 || block.anchors().size() > MAX_ANCHORS) {
            throw new IllegalArgumentException("block " + block.hash() + " does not fit into a page");
        }
        out.putLong(header.timestampSeconds())
                .put(header.merkleRoot().view())
                .put(header.stateHash().view())
                .put((byte) validator)
                .put(block.proof().view())
                .put((byte) block.anchors().size());
        for (AnchorProof anchor : block.anchors()) {
            out.putInt(anchor.index()).put((byte) anchor.path().size());
            anchor.path().forEach(sibling -> out.put(sibling.view()));
            out.putShort((short) anchor.transaction().size())
                    .put(anchor.transaction().view());
        }
    }

    private ChainPage.Block block(ByteBuffer in, long number, Hash previous) {
        long timestamp = in.getLong();
        Hash merkleRoot = Octets.hash(in);
        Hash stateHash = Octets.hash(in);
        int validator = in.get() & 0xff;
        if (validator >= keys.validators().size()) {
            throw new IllegalArgumentException("no such validator");
        }
        Bytes proposer = keys.validators().get(validator).bytes();
        Bytes proof = Octets.of(in, BlsPublicKey.SIGNATURE_BYTES);
        BlockHeader header = new BlockHeader(number, previous, timestamp, merkleRoot, proposer, stateHash);
        return new ChainPage.Block(header, header.hash(), proof, anchors(in));
    }

    private static List<AnchorProof> anchors(ByteBuffer in) {
        int count = in.get() & 0xff;
        List<AnchorProof> anchors = new ArrayList<>();
        int last = -1;
        for (int i = 0; i < count; i++) {
            AnchorProof anchor = anchor(in);
            if (anchor.index() <= last) {
                throw new IllegalArgumentException("anchors are not in order");
            }
            last = anchor.index();
            anchors.add(anchor);
        }
        return anchors;
    }

    private static AnchorProof anchor(ByteBuffer in) {
        int index = in.getInt();
        int siblings = in.get() & 0xff;
        if (siblings > AnchorProof.MAX_PATH || index < 0 || index >>> siblings != 0) {
            throw new IllegalArgumentException("no place in a tree");
        }
        List<Hash> path = new ArrayList<>(siblings);
        for (int i = 0; i < siblings; i++) {
            path.add(Octets.hash(in));
        }
        int length = in.getShort() & 0xffff;
        if (length < 1 || length > TauTransaction.MAX_BYTES || length > in.remaining()) {
            throw new IllegalArgumentException("no transaction");
        }
        return new AnchorProof(index, path, Octets.of(in, length));
    }
}
