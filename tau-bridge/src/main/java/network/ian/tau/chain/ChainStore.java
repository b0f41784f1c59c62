package network.ian.tau.chain;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.file.OwnerOnly;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.transaction.TauTransaction;

/**
 * A goal's chain on disk: {@code blocks}, one record of {@value #BLOCK_BYTES} bytes for each (header, signature), and {@code
 * anchors} (block hash, index {@code u32}, path length {@code u8}, path, transaction). Signatures are not checked again when
 * it is read: the files are the node's own, checksums find what a disk did to them, and a million checks would take a
 * quarter of an hour at each start. Hashes, links and Merkle paths are.
 */
final class ChainStore implements Closeable {

    /** Takes what is on disk; false cuts the file there. */
    interface Loader {
        boolean block(BlockHeader header);

        /** The ordinal of a block that was taken, or -1. */
        int ordinal(Hash block);

        boolean anchor(BlockHeader header, AnchorProof proof, long offset);
    }

    static final int BLOCK_BYTES = BlockHeader.BYTES + BlsPublicKey.SIGNATURE_BYTES;

    private static final int ANCHOR_FIXED = Hash.SIZE + Integer.BYTES + 1;
    private static final int ANCHOR_BYTES = ANCHOR_FIXED + AnchorProof.MAX_PATH * Hash.SIZE + TauTransaction.MAX_BYTES;
    private static final int REWRITE_BATCH = 1_024;

    private final Path directory;
    private final byte[] title;
    private final RecordFile anchors;
    private RecordFile blocks;

    private ChainStore(Path directory, byte[] title, RecordFile blocks, RecordFile anchors) {
        this.directory = directory;
        this.title = title;
        this.blocks = blocks;
        this.anchors = anchors;
    }

    /**
     * Opens or creates the files and hands over what is in them, blocks first.
     *
     * @throws IOException if the disk refuses
     */
    static ChainStore open(Path directory, ChainGoal goal, Loader loader) throws IOException {
        OwnerOnly.directories(directory);
        byte[] title = (ChainFormat.TITLE + ChainFormat.VERSION + " "
                        + goal.topic().hex() + " " + goal.spec().block0().hex())
                .getBytes(StandardCharsets.US_ASCII);
        RecordFile blocks = RecordFile.open(
                directory.resolve("blocks"),
                title,
                BLOCK_BYTES,
                (offset, payload) ->
                        payload.length == BLOCK_BYTES && loader.block(BlockHeader.read(ByteBuffer.wrap(payload))));
        try {
            RecordFile anchors = RecordFile.open(
                    directory.resolve("anchors"),
                    title,
                    ANCHOR_BYTES,
                    (offset, payload) -> isAnchor(payload) && load(title, blocks, loader, offset, payload));
            forceNames(directory);
            return new ChainStore(directory, title, blocks, anchors);
        } catch (IOException | RuntimeException e) {
            blocks.close();
            throw e;
        }
    }

    /** Renames what there is, so that the next one to open begins anew. */
    static void setAside(Path directory) throws IOException {
        for (String name : List.of("blocks", "anchors")) {
            Path file = directory.resolve(name);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(file, directory.resolve(name + ".unreadable"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * Appends; on return all of it is on the disk.
     *
     * @return where each anchor stands
     */
    List<Long> append(List<VerifiedBlock> newBlocks, List<VerifiedAnchor> newAnchors) throws IOException {
        long at = anchors.end();
        List<Long> offsets = new ArrayList<>(newAnchors.size());
        List<byte[]> payloads = new ArrayList<>(newAnchors.size());
        for (VerifiedAnchor anchor : newAnchors) {
            byte[] payload = payload(anchor);
            offsets.add(at);
            payloads.add(payload);
            at += RecordFile.FRAME + payload.length;
        }
        // An anchor without its block harms nothing; a block that counts on disk alone would shift all that follow it.
        anchors.append(payloads);
        blocks.append(newBlocks.stream().map(ChainStore::payload).toList());
        return offsets;
    }

    /** Header and signature of the block with this ordinal, 1 or more; empty if they do not read back. */
    Optional<VerifiedBlock> block(int ordinal, Hash hash) {
        return blocks.read(blockOffset(title, ordinal))
                .filter(payload -> payload.length == BLOCK_BYTES)
                .map(payload -> new VerifiedBlock(
                        BlockHeader.read(ByteBuffer.wrap(payload)),
                        hash,
                        Bytes.wrap(Arrays.copyOfRange(payload, BlockHeader.BYTES, BLOCK_BYTES))))
                .filter(block -> block.header().hash().equals(hash));
    }

    /** The anchor that stands at {@code offset}; empty if it does not read back. */
    Optional<AnchorProof> anchor(long offset) {
        return anchors.read(offset).map(ChainStore::anchor);
    }

    /** Keeps only some blocks, in their order; a crash at any moment leaves all or these. */
    void keepBlocks(int size, IntPredicate kept) throws IOException {
        Path rest = directory.resolve("blocks.new");
        Files.deleteIfExists(rest);
        RecordFile fewer = RecordFile.open(rest, title, BLOCK_BYTES, (offset, payload) -> true);
        try {
            List<byte[]> batch = new ArrayList<>();
            for (int ordinal = 1; ordinal < size; ordinal++) {
                if (kept.test(ordinal)) {
                    batch.add(blocks.read(blockOffset(title, ordinal))
                            .orElseThrow(() -> new IOException("a block does not read back")));
                }
                if (batch.size() == REWRITE_BATCH || ordinal == size - 1) {
                    fewer.append(batch);
                    batch.clear();
                }
            }
            Files.move(rest, directory.resolve("blocks"), StandardCopyOption.ATOMIC_MOVE);
            forceNames(directory);
        } catch (IOException | RuntimeException e) {
            fewer.close();
            throw e;
        }
        RecordFile before = blocks;
        blocks = fewer;
        before.close();
    }

    @Override
    public void close() throws IOException {
        try {
            blocks.close();
        } finally {
            anchors.close();
        }
    }

    private static boolean isAnchor(byte[] payload) {
        return payload.length > ANCHOR_FIXED
                && payload[ANCHOR_FIXED - 1] >= 0
                && payload.length > ANCHOR_FIXED + payload[ANCHOR_FIXED - 1] * Hash.SIZE;
    }

    private static boolean load(byte[] title, RecordFile blocks, Loader loader, long offset, byte[] payload) {
        int ordinal = loader.ordinal(Hash.copyOf(payload, 0));
        // Its block was cut or dropped: it comes again with it.
        return ordinal < 1
                || blocks.read(blockOffset(title, ordinal))
                        .map(block -> BlockHeader.read(ByteBuffer.wrap(block)))
                        .map(header -> loader.anchor(header, anchor(payload), offset))
                        .orElse(true);
    }

    private static long blockOffset(byte[] title, int ordinal) {
        return RecordFile.FRAME + title.length + (long) (ordinal - 1) * (RecordFile.FRAME + BLOCK_BYTES);
    }

    private static byte[] payload(VerifiedBlock block) {
        return ByteBuffer.allocate(BLOCK_BYTES)
                .put(block.header().canonical().view())
                .put(block.proof().view())
                .array();
    }

    private static byte[] payload(VerifiedAnchor anchor) {
        AnchorProof proof = anchor.proof();
        ByteBuffer out = ByteBuffer.allocate(ANCHOR_FIXED
                        + proof.path().size() * Hash.SIZE
                        + proof.transaction().size())
                .put(anchor.block().view())
                .putInt(proof.index())
                .put((byte) proof.path().size());
        proof.path().forEach(sibling -> out.put(sibling.view()));
        return out.put(proof.transaction().view()).array();
    }

    private static AnchorProof anchor(byte[] payload) {
        ByteBuffer in = ByteBuffer.wrap(payload).position(Hash.SIZE);
        int index = in.getInt();
        int siblings = in.get();
        List<Hash> path = new ArrayList<>(siblings);
        for (int i = 0; i < siblings; i++) {
            path.add(Hash.copyOf(payload, ANCHOR_FIXED + i * Hash.SIZE));
        }
        return new AnchorProof(
                index,
                path,
                Bytes.wrap(Arrays.copyOfRange(payload, ANCHOR_FIXED + siblings * Hash.SIZE, payload.length)));
    }

    private static void forceNames(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
