package network.ian.benchmarks.suite;

import java.util.List;
import network.ian.benchmarks.AllCores;
import network.ian.benchmarks.Machine;
import network.ian.benchmarks.SignedRequests;
import network.ian.benchmarks.limits.RawSha256;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.PackCodec;
import network.ian.core.merkle.MerkleTree;

/** What the node hashes, packs and the Merkle tree, against SHA-256 alone; all on all cores, one tree for each. */
final class HashMeasurement implements Measurement {

    private static final int PIECE_BYTES = 64 << 10;
    private static final int PACKS = 1_024;

    @Override
    public String name() {
        return "hashes";
    }

    @Override
    public List<Figure> measure(Plan plan) throws Exception {
        int leaves = plan.size(100_000, 500_000);
        List<Bytes> packs = new SignedRequests(8, 1)
                .next(PACKS, 1).stream()
                        .map(request -> PackCodec.encode(request.pack()))
                        .toList();
        int repeats = plan.size(50, 200);
        ByTurns hashing = ByTurns.measure(
                plan,
                "hashes.packs",
                () -> RawSha256.bytesPerSecond(plan.size(500, 2_000), PIECE_BYTES) / 1e6,
                () -> packBytesPerSecond(packs, repeats) / 1e6);
        ByTurns appending = ByTurns.measure(
                plan, "hashes.tree", () -> RawSha256.leavesPerSecond(leaves), () -> leavesPerSecond(leaves));
        return List.of(
                hashing.higherIsBetter("hashes.packs", "MB/s", "SHA-256 in pieces of 64 KiB, all cores", Double.NaN),
                appending.higherIsBetter(
                        "hashes.tree", "leaves/s", "SHA-256 of a leaf and a node, all cores", Double.NaN));
    }

    private static double packBytesPerSecond(List<Bytes> packs, int repeats) throws Exception {
        long bytes = packs.stream().mapToLong(Bytes::size).sum();
        double seconds = AllCores.seconds(thread -> {
            for (int i = 0; i < repeats; i++) {
                packs.forEach(pack -> require(PackCodec.hash(pack).toArray().length == 32));
            }
        });
        return (double) Machine.cores() * repeats * bytes / seconds;
    }

    private static double leavesPerSecond(int leaves) throws Exception {
        byte[] leaf = new byte[32];
        double seconds = AllCores.seconds(thread -> {
            MerkleTree tree = new MerkleTree();
            for (int i = 0; i < leaves; i++) {
                tree.append(leaf);
            }
            require(tree.view().size() == leaves);
        });
        return Machine.cores() * leaves / seconds;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("not what was hashed");
        }
    }
}
