package network.ian.tau.commit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import network.ian.core.crypto.Hash;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.client.TauException;
import network.ian.tau.client.TauNode;
import network.ian.tau.client.TauNode.TransactionStatus.State;
import network.ian.tau.transaction.OperationKey;
import network.ian.tau.transaction.TauTransaction;

/** A Tau node and its chain in memory, as the facts describe them, with one account. Checks no signatures. */
final class FakeTau implements TauNode {

    /** What goes wrong with a call; {@code after}: what was asked has been done, and only the answer is lost. */
    interface Faults {
        void before(String call) throws IOException, TauException;

        void after(String call) throws IOException, TauException;
    }

    static final Faults NO_FAULTS = new Faults() {
        @Override
        public void before(String call) {}

        @Override
        public void after(String call) {}
    };

    final List<TauTransaction> chain = new ArrayList<>();
    final NavigableMap<Long, TauTransaction> mempool = new TreeMap<>();
    final Map<Hash, State> ends = new HashMap<>();
    final List<String> calls = new ArrayList<>();
    /** All that was ever handed in, whether taken or not. */
    final List<TauTransaction> seen = new ArrayList<>();

    Faults faults = NO_FAULTS;
    String env = "production";
    int version = 1;
    long fee = 10;
    long balance = 1_000_000;
    Collection<OperationKey> forms = List.of(OperationKey.values());
    long clockAheadSeconds;

    private final Clock wall;

    FakeTau(Clock wall) {
        this.wall = wall;
    }

    /** Puts all that may be included into a block. */
    void block() {
        expire();
        while (mempool.containsKey((long) chain.size())) {
            chain.add(mempool.remove((long) chain.size()));
        }
    }

    /** Takes the last transactions off the chain; they are pending again, or nobody has them any more. */
    void reorganise(int depth, boolean lost) {
        for (int i = 0; i < depth && !chain.isEmpty(); i++) {
            TauTransaction off = chain.remove(chain.size() - 1);
            if (!lost) {
                mempool.put(off.sequence(), off);
            }
        }
    }

    void evict() {
        mempool.values().forEach(gone -> ends.put(gone.hash(), State.EVICTED));
        mempool.clear();
    }

    /** Replaces the pending transaction by one with a field that nobody signed. */
    void malleate() {
        mempool.replaceAll((sequence, transaction) -> {
            ObjectNode twin = transaction.json().deepCopy();
            return new TauTransaction(twin.put("note", "twin"));
        });
    }

    @Override
    public Hello hello() throws IOException, TauException {
        before("hello");
        return new Hello(version, env, "tau-node");
    }

    @Override
    public long sequence(BlsPublicKey sender) throws IOException, TauException {
        before("sequence");
        expire();
        return next();
    }

    @Override
    public OptionalLong balance(BlsPublicKey account) throws IOException, TauException {
        before("balance");
        return OptionalLong.of(balance);
    }

    @Override
    public void check(TauTransaction transaction) throws IOException, TauException {
        before("check");
        inspect(transaction);
        faults.after("check");
    }

    @Override
    public Hash send(TauTransaction transaction) throws IOException, TauException {
        before("send");
        inspect(transaction);
        mempool.put(transaction.sequence(), transaction);
        ends.remove(transaction.hash());
        faults.after("send");
        return transaction.hash();
    }

    @Override
    public TransactionStatus status(Hash hash) throws IOException, TauException {
        before("status");
        expire();
        if (mempool.values().stream().anyMatch(pending -> pending.hash().equals(hash))) {
            return new TransactionStatus(State.QUEUED, 0);
        }
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i).hash().equals(hash)) {
                return new TransactionStatus(State.CONFIRMED, chain.size() - i);
            }
        }
        return new TransactionStatus(ends.getOrDefault(hash, State.UNKNOWN), 0);
    }

    @Override
    public Head head() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void blocks(BlockSink sink) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    private void before(String call) throws IOException, TauException {
        calls.add(call);
        faults.before(call);
    }

    private long next() {
        long next = chain.size();
        while (mempool.containsKey(next)) {
            next++;
        }
        return next;
    }

    private void inspect(TauTransaction transaction) throws TauException {
        seen.add(transaction);
        expire();
        if (Long.parseLong(transaction.json().path("fee_limit").asText()) < fee) {
            throw new TauException("FEE_LIMIT_TOO_LOW", "required " + fee);
        }
        if (transaction.expirationSeconds() <= seconds()) {
            throw new TauException("TX_EXPIRED", "expired");
        }
        if (transaction.sequence() != next()) {
            throw new TauException("INVALID_SEQUENCE", "expected " + next());
        }
        if (balance < fee) {
            throw new TauException("INSUFFICIENT_FUNDS", "balance " + balance);
        }
        if (!forms.contains(OperationKey.of(transaction.operations()))) {
            throw new TauException("INVALID_OPERATION", "operation key \u001b[31m refused");
        }
        if (transaction.canonical().size() > TauTransaction.MAX_BYTES) {
            throw new TauException("TX_TOO_LARGE", "too large");
        }
    }

    private void expire() {
        mempool.values().removeIf(pending -> {
            boolean expired = pending.expirationSeconds() <= seconds();
            if (expired) {
                ends.put(pending.hash(), State.EXPIRED);
            }
            return expired;
        });
    }

    private long seconds() {
        return wall.millis() / 1000 + clockAheadSeconds;
    }
}
