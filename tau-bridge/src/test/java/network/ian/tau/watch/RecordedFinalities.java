package network.ian.tau.watch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.AnchorStanding;
import network.ian.core.finality.Finalities;
import network.ian.core.finality.PrefixSeeker;
import network.ian.core.finality.PrefixWanted;
import network.ian.core.finality.Proposal;
import network.ian.core.finality.SettledAnchor;
import network.ian.core.view.Finality;

/** Remembers what it is told. */
final class RecordedFinalities implements Finalities {

    /** One call of {@link Finalities#settled}. */
    record Told(Hash topic, Finality.Source source, List<Integer> sizes, int unsettled) {}

    final LinkedBlockingQueue<Told> told = new LinkedBlockingQueue<>();

    /** What was told next; waits for it. */
    Told next() {
        try {
            Told next = told.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was told within 20 s");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void settled(Hash topic, Finality.Source source, List<SettledAnchor> settled, int unsettled) {
        told.add(new Told(
                topic, source, settled.stream().map(SettledAnchor::size).toList(), unsettled));
    }

    @Override
    public Finality finality(Hash topic) {
        return Finality.NONE;
    }

    @Override
    public List<AnchorStanding> standings(Hash topic) {
        return List.of();
    }

    @Override
    public CompletableFuture<Optional<Proposal>> propose(Hash topic, List<SettledAnchor> unsettled, long beforeMs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Boolean> offer(Hash topic, PrefixWanted wanted, List<Hash> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void refused(Hash topic, Hash contributionId) {}

    @Override
    public void seekThrough(PrefixSeeker seeker) {}
}
