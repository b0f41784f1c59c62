package network.ian.p2p.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Entrance;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.wire.WireEntry;

/** Accepts every entry after a millisecond, but those for which it was told another verdict. */
final class FakeJudge {

    private static final long NANOS = 1_000_000;

    private final Wiring wiring;
    private final Consumer<WireEntry> admitted;
    private final Map<Hash, Verdict> verdicts = new HashMap<>();

    /** Whatever it accepts goes to {@code admitted} before the verdict is told. */
    FakeJudge(Wiring wiring, Consumer<WireEntry> admitted) {
        this.wiring = wiring;
        this.admitted = admitted;
    }

    void judge(GoalSet set, WireEntry entry, Entrance entrance, Consumer<Verdict> decided) {
        wiring.after(NANOS, () -> {
            Verdict verdict = verdicts.getOrDefault(entry.id(), new Verdict.Accept());
            if (verdict instanceof Verdict.Accept) {
                admitted.accept(entry);
            }
            decided.accept(verdict);
        });
    }

    void verdict(Hash entry, Verdict verdict) {
        verdicts.put(entry, verdict);
    }

    void forget(Hash entry) {
        verdicts.remove(entry);
    }
}
