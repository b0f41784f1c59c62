package network.ian.p2p.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange;
import network.ian.core.finality.ChainExchange.Tip;
import network.ian.core.finality.PrefixWanted;
import network.ian.p2p.port.AnchorChains;
import network.ian.p2p.port.AnchoredPrefixes;

/** Chains and prefixes that say anything, late and in any order. */
final class StormChains implements AnchorChains, AnchoredPrefixes {

    private final Random random;
    private final Consumer<Runnable> later;

    StormChains(Random random, Consumer<Runnable> later) {
        this.random = random;
        this.later = later;
    }

    @Override
    public Optional<Tip> tip(Hash topic) {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(new Tip(random.nextInt(8), hash()));
    }

    @Override
    public boolean knows(Hash topic, Hash block) {
        return random.nextInt(4) == 0;
    }

    @Override
    public List<Hash> locator(Hash topic) {
        int count = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(ChainExchange.LOCATOR_HASHES);
        List<Hash> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(hash());
        }
        return hashes;
    }

    @Override
    public void after(Hash topic, List<Hash> locator, Consumer<Bytes> read) {
        Bytes page = random.nextInt(64) == 0
                ? Bytes.wrap(new byte[ChainExchange.PAGE_BYTES])
                : Bytes.wrap(new byte[random.nextInt(100)]);
        later.accept(() -> read.accept(page));
    }

    @Override
    public void offer(Hash topic, Bytes page, Consumer<ChainExchange.Taken> taken) {
        ChainExchange.Taken[] all = ChainExchange.Taken.values();
        later.accept(() -> taken.accept(all[random.nextInt(all.length)]));
    }

    @Override
    public void offer(Hash topic, PrefixWanted wanted, List<Hash> ids, Consumer<Taken> taken) {
        if (ids.size() != wanted.size() - wanted.from()) {
            throw new AssertionError(ids.size() + " ids for " + wanted);
        }
        Taken[] all = Taken.values();
        later.accept(() -> taken.accept(all[random.nextInt(all.length)]));
    }

    @Override
    public void refused(Hash topic, Hash contributionId) {}

    /** One of a few, so that some are met again. */
    private Hash hash() {
        byte[] octets = new byte[Hash.SIZE];
        octets[0] = (byte) random.nextInt(8);
        return Hash.wrap(octets);
    }
}
