package network.ian.tau.commit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.finality.AnchorStanding;
import network.ian.core.finality.Finalities;
import network.ian.core.finality.PrefixSeeker;
import network.ian.core.finality.PrefixWanted;
import network.ian.core.finality.Proposal;
import network.ian.core.finality.SettledAnchor;
import network.ian.core.view.Finality;

/** Logs that grow; proposes what is older than asked, and knows no more than it is told of what is anchored. */
final class FakeFinalities implements Finalities {

    private final Map<Hash, List<Long>> logs = new HashMap<>();
    private final Map<Hash, List<SettledAnchor>> settled = new HashMap<>();
    final List<List<SettledAnchor>> asked = new ArrayList<>();

    void add(Hash topic, int entries, long atMs) {
        for (int i = 0; i < entries; i++) {
            logs.computeIfAbsent(topic, any -> new ArrayList<>()).add(atMs);
        }
    }

    int size(Hash topic) {
        return logs.getOrDefault(topic, List.of()).size();
    }

    static Hash root(Hash topic, int size) {
        return Sha256.of(topic.view(), Integer.toString(size).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void settled(Hash topic, Finality.Source source, List<SettledAnchor> anchors, int unsettled) {
        settled.put(topic, anchors);
    }

    @Override
    public List<AnchorStanding> standings(Hash topic) {
        return settled.getOrDefault(topic, List.of()).stream()
                .map(anchor -> new AnchorStanding(anchor, AnchorStanding.State.FROZEN, ""))
                .toList();
    }

    @Override
    public CompletableFuture<Optional<Proposal>> propose(Hash topic, List<SettledAnchor> unsettled, long beforeMs) {
        asked.add(unsettled);
        int old = (int) logs.getOrDefault(topic, List.of()).stream()
                .filter(at -> at < beforeMs)
                .count();
        int anchored = 0;
        for (SettledAnchor anchor : settled.getOrDefault(topic, List.of())) {
            anchored = Math.max(anchored, anchor.size());
        }
        for (SettledAnchor anchor : unsettled) {
            anchored = Math.max(anchored, anchor.size());
        }
        return CompletableFuture.completedFuture(
                old > anchored
                        ? Optional.of(new Proposal(old, root(topic, old), root(topic, -old)))
                        : Optional.empty());
    }

    @Override
    public Finality finality(Hash topic) {
        return Finality.NONE;
    }

    @Override
    public CompletableFuture<Boolean> offer(Hash topic, PrefixWanted wanted, List<Hash> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void refused(Hash topic, Hash contributionId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void seekThrough(PrefixSeeker seeker) {
        throw new UnsupportedOperationException();
    }
}
