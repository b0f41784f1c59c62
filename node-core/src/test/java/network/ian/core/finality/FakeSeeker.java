package network.ian.core.finality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;

/** Remembers what is asked for. */
final class FakeSeeker implements PrefixSeeker {

    Optional<PrefixWanted> wanted = Optional.empty();
    List<Hash> missing = List.of();
    final List<PrefixWanted> seeks = new ArrayList<>();
    int fetches;

    @Override
    public void seek(Hash topic, PrefixWanted prefix) {
        wanted = Optional.of(prefix);
        seeks.add(prefix);
    }

    @Override
    public void forget(Hash topic) {
        wanted = Optional.empty();
    }

    @Override
    public void fetch(Hash topic, List<Hash> entries) {
        missing = List.copyOf(entries);
        fetches++;
    }
}
