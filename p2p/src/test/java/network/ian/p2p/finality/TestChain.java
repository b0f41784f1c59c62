package network.ian.p2p.finality;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.finality.ChainExchange.Taken;
import network.ian.core.finality.ChainExchange.Tip;
import network.ian.p2p.port.AnchorChains;

/** How much one node knows of the one true chain. A page is hashes of blocks that follow each other. */
final class TestChain implements AnchorChains {

    static final int PAGE_BLOCKS = 10;

    private static final int LONGEST = 2_000;
    private static final long VERIFYING_NANOS = 5_000_000;

    private final Net net;
    private final Map<Hash, Integer> numbers = new HashMap<>();
    private final Runnable changed;
    private boolean anchored = true;
    private int length = 1;

    TestChain(Net net, Runnable changed) {
        this.net = net;
        this.changed = changed;
        for (int number = 0; number < LONGEST; number++) {
            numbers.put(block(number), number);
        }
    }

    static Hash block(int number) {
        return Sha256.of(("block " + number).getBytes(StandardCharsets.UTF_8));
    }

    /** The goal's spec has no anchor. */
    void none() {
        anchored = false;
    }

    /** A node that asks Tau itself knows so many blocks now, block 0 included. */
    void grow(int blocks) {
        length = blocks;
        net.after(0, changed);
    }

    int length() {
        return length;
    }

    @Override
    public Optional<Tip> tip(Hash topic) {
        return length == 1 ? Optional.empty() : Optional.of(new Tip(length - 1L, block(length - 1)));
    }

    @Override
    public boolean knows(Hash topic, Hash block) {
        return numbers.getOrDefault(block, LONGEST) < length;
    }

    @Override
    public List<Hash> locator(Hash topic) {
        List<Hash> hashes = new ArrayList<>();
        for (int back = 0; anchored && back < length - 1; back = back * 2 + 1) {
            hashes.add(block(length - 1 - back));
        }
        if (anchored) {
            hashes.add(block(0));
        }
        return hashes;
    }

    @Override
    public void after(Hash topic, List<Hash> locator, Consumer<Bytes> read) {
        int known = locator.stream()
                .filter(block -> knows(topic, block))
                .findFirst()
                .map(numbers::get)
                .orElseThrow();
        int end = Math.min(length, known + 1 + PAGE_BLOCKS);
        ByteBuffer page = ByteBuffer.allocate(Math.max(0, end - known - 1) * Hash.SIZE);
        for (int number = known + 1; number < end; number++) {
            page.put(block(number).view());
        }
        net.after(VERIFYING_NANOS, () -> read.accept(Bytes.wrap(page.array())));
    }

    @Override
    public void offer(Hash topic, Bytes page, Consumer<Taken> taken) {
        net.after(VERIFYING_NANOS, () -> taken.accept(judge(page.toArray())));
    }

    private Taken judge(byte[] page) {
        int first = numberAt(page, 0);
        int last = first;
        for (int offset = 0; offset < page.length; offset += Hash.SIZE) {
            last = numberAt(page, offset);
            if (last != first + offset / Hash.SIZE) {
                return Taken.INVALID;
            }
        }
        if (first > length) {
            return Taken.UNDECIDED;
        }
        if (last < length) {
            return Taken.KNOWN;
        }
        grow(last + 1);
        return Taken.NEW;
    }

    private int numberAt(byte[] page, int offset) {
        return offset + Hash.SIZE > page.length ? -1 : numbers.getOrDefault(Hash.copyOf(page, offset), -1);
    }
}
