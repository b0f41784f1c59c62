package network.ian.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.merkle.ConsistencyProof;
import network.ian.core.merkle.MerkleTree;

/** A node with one goal's log, {@code G}, that can be moved and spoiled. */
final class FakeLog {

    private List<Hash> ids = new ArrayList<>();
    private int frozen;
    private int pageSize = 7;
    private boolean spoilt;
    private Runnable beforeEach = () -> {};

    static Hash id(int number) {
        return Sha256.of(new byte[] {(byte) number, (byte) (number >> 8)});
    }

    /** Has the entries with these numbers, in this order, of which the first are final. */
    synchronized FakeLog holds(List<Integer> numbers, int ofThemFrozen) {
        ids = new ArrayList<>(numbers.stream().map(FakeLog::id).toList());
        frozen = ofThemFrozen;
        return this;
    }

    synchronized FakeLog pageSize(int entries) {
        pageSize = entries;
        return this;
    }

    /** Gives proofs that do not hold. */
    synchronized FakeLog spoilt(boolean from) {
        spoilt = from;
        return this;
    }

    /** Is run before every answer. */
    FakeLog beforeEach(Runnable task) {
        beforeEach = task;
        return this;
    }

    static Hash root(List<Hash> of) {
        MerkleTree tree = new MerkleTree();
        of.forEach(leaf -> tree.append(leaf.view()));
        return tree.view().root(of.size());
    }

    Optional<FakeNode.Reply> reply(String path) {
        beforeEach.run();
        synchronized (this) {
            if (path.startsWith("/api/v1/log/G?")) {
                return Optional.of(page(number(path, "from", 0)));
            }
            if (path.startsWith("/api/v1/consistency/G?")) {
                return Optional.of(consistency(number(path, "from", 0), number(path, "to", ids.size())));
            }
            return path.equals("/api/v1/status/G") ? Optional.of(FakeNode.ok(status())) : Optional.empty();
        }
    }

    private FakeNode.Reply page(int from) {
        if (from > ids.size()) {
            return FakeNode.refused(404, "from: the log has " + ids.size() + " entries");
        }
        List<String> entries = new ArrayList<>();
        for (int i = from; i < Math.min(ids.size(), from + pageSize); i++) {
            entries.add(entry(i));
        }
        return FakeNode.ok("{\"log_root\":\"" + root(ids) + "\",\"log_size\":" + ids.size() + ",\"from_index\":" + from
                + ",\"entries\":[" + String.join(",", entries) + "]}");
    }

    private String entry(int index) {
        return "{\"log_index\":" + index + ",\"contribution_id\":\"" + ids.get(index)
                + "\",\"timestamp_ms\":1,\"pack_hash\":\"" + id(9)
                + "\",\"contributor_id\":\"ann\",\"sponsored\":true,\"score\":0.5,\"metrics\":{\"reward\":1,\"risk\":0.5,"
                + "\"complexity\":2,\"sharpe_ratio\":-1,\"max_drawdown\":0.25,\"episodes_run\":12,\"steps_run\":3000}}";
    }

    private FakeNode.Reply consistency(int from, int to) {
        if (from > ids.size() || to > ids.size()) {
            return FakeNode.refused(404, "from: the log has " + ids.size() + " entries");
        }
        MerkleTree tree = new MerkleTree();
        ids.forEach(leaf -> tree.append(leaf.view()));
        ConsistencyProof proof = tree.view().consistencyProof(from, to);
        String path = proof.path().stream().map(hash -> "\"" + hash + "\"").collect(Collectors.joining(","));
        return FakeNode.ok("{\"from\":" + from + ",\"to\":" + to + ",\"from_root\":\"" + proof.fromRoot()
                + "\",\"to_root\":\"" + (spoilt ? id(1) : proof.toRoot()) + "\",\"path\":[" + path + "]}");
    }

    private String status() {
        return "{\"goal_id\":\"G\",\"topic\":\"" + id(0) + "\",\"log_size\":" + ids.size()
                + ",\"leaderboard_size\":0,\"total_contributions\":1,\"accepted_contributions\":1,"
                + "\"rejected_contributions\":0,\"log_root\":\"" + root(ids) + "\",\"leaderboard_root\":\"" + id(0)
                + "\",\"active_policy_hash\":null,\"consensus_state\":\"ISOLATED\",\"sync_lag\":0,\"peer_count\":0,"
                + "\"finality\":{\"source\":\"tau\",\"size\":" + frozen + ",\"root\":\""
                + root(ids.subList(0, frozen)) + "\",\"pending\":0}}";
    }

    private static int number(String path, String name, int absent) {
        for (String pair : path.substring(path.indexOf('?') + 1).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Integer.parseInt(pair.substring(name.length() + 1));
            }
        }
        return absent;
    }
}
