package network.ian.tau.devnode;

import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauTransaction;

/** The chain, the accounts and the mempool of the stand-in. Any thread may call; one at a time gets in. */
final class Ledger {

    private final Clock clock;
    private final Mischief mischief;
    private final OperationKeys operationKeys;
    private final Chain chain;
    private final BlockMaker maker;
    private final Mempool mempool = new Mempool();
    private final Consumer<TauBlock> store;
    private boolean drained;

    /** @param store is told of every new block before anybody can see it */
    Ledger(Clock clock, Mischief mischief, Chain chain, Consumer<TauBlock> store) {
        this.clock = clock;
        this.mischief = mischief;
        this.operationKeys = new OperationKeys(mischief);
        this.chain = chain;
        this.maker = new BlockMaker(clock, chain.size());
        this.store = store;
    }

    /** Where a transaction stands: one of the words of {@code gettxstatus}, and the block if it is confirmed. */
    record Standing(String status, Optional<TauBlock> block, long confirmations) {

        private static Standing of(String status) {
            return new Standing(status, Optional.empty(), 0);
        }
    }

    /** Takes a transaction, whose form and signature are good, into the mempool. */
    synchronized Optional<Refusal> submit(TauTransaction transaction) {
        Optional<Refusal> refusal = check(transaction);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (mempool.size() >= mischief.mempoolCapacity()) {
            return Optional.of(
                    Refusal.of("MEMPOOL_FULL", "Mempool is full.").with("limit", mischief.mempoolCapacity()));
        }
        mempool.add(transaction);
        return Optional.empty();
    }

    /** Whether {@link #submit} would take it, were there room. */
    synchronized Optional<Refusal> check(TauTransaction transaction) {
        long expected = sequence(transaction.sender());
        if (transaction.sequence() != expected) {
            return Optional.of(Refusal.of("INVALID_SEQUENCE", "Invalid sequence number.")
                    .with("expected", expected)
                    .with("received", transaction.sequence()));
        }
        Optional<Refusal> refused = operationKeys.refuse(transaction.operations(), transaction.sender());
        if (refused.isPresent()) {
            return refused;
        }
        if (transaction.canonical().size() > TauTransaction.MAX_BYTES) {
            return Optional.of(
                    Refusal.of("TX_INVALID", "Transaction is too long.").with("limit", TauTransaction.MAX_BYTES));
        }
        return refuseForMoney(transaction);
    }

    private Optional<Refusal> refuseForMoney(TauTransaction transaction) {
        long feeLimit = Inspection.feeLimit(transaction.json());
        if (feeLimit < Accounts.FEE.longValueExact()) {
            return Optional.of(Refusal.of("FEE_LIMIT_TOO_LOW", "The fee is above the fee limit.")
                    .with("required_fee", Accounts.FEE.longValueExact())
                    .with("fee_limit", feeLimit));
        }
        BigInteger balance = balance(transaction.sender());
        BigInteger required = Accounts.cost(transaction);
        return required.compareTo(balance) <= 0
                ? Optional.empty()
                : Optional.of(Refusal.of("INSUFFICIENT_FUNDS", "The balance does not cover transfers and fee.")
                        .with("balance", balance.toString())
                        .with("required", required.toString()));
    }

    /** The sequence number to use next, waiting transactions counted. */
    synchronized long sequence(String sender) {
        long mined = chain.accounts().sequence(sender);
        return Math.max(mined, mempool.highestSequence(sender).orElse(-1) + 1);
    }

    synchronized BigInteger balance(String account) {
        return drained ? BigInteger.ZERO : chain.accounts().balance(account);
    }

    synchronized Standing standing(Hash transaction) {
        Optional<TauTransaction> waiting = mempool.find(transaction);
        if (waiting.isPresent()) {
            return Standing.of(waiting.get().expirationSeconds() < now() ? "expired" : "queued");
        }
        Optional<TauBlock> holder = chain.holding(transaction);
        if (holder.isPresent()) {
            long depth = chain.height() - holder.get().header().number() + 1;
            return new Standing("confirmed", holder, depth);
        }
        return Standing.of(mempool.dropped(transaction)
                .map(why -> why.name().toLowerCase(Locale.ROOT))
                .orElse("unknown"));
    }

    synchronized List<TauTransaction> waiting() {
        return mempool.waiting();
    }

    synchronized TauBlock head() {
        return chain.head();
    }

    synchronized Lie.View view() {
        return new Lie.View(chain.all(), chain.canonical());
    }

    /** Makes the next block of what waits; empty if nothing can go into one and {@code empty} does not allow that. */
    synchronized Optional<TauBlock> mine(boolean empty) {
        mempool.prune(chain.accounts(), now());
        List<TauTransaction> next = next();
        if (next.isEmpty() && !empty) {
            return Optional.empty();
        }
        return Optional.of(extend(next));
    }

    /** As {@link #mine} with one transaction, in a guise that has another hash and the same signature. */
    synchronized Optional<TauBlock> mineTwin() {
        mempool.prune(chain.accounts(), now());
        return next().stream().findFirst().map(original -> {
            TauTransaction twin = new TauTransaction(original.json().deepCopy().put("memo", "twin " + chain.size()));
            return extend(List.of(twin));
        });
    }

    /**
     * Makes a branch of {@code length} blocks that leaves the best chain {@code depth} blocks before its head. With
     * {@code length} equal to {@code depth} the last one gets a smaller hash than the head, so the branch wins from there on.
     *
     * @throws IllegalArgumentException unless 1 <= depth <= height and length >= 1
     */
    synchronized TauBlock fork(int depth, int length, Fate fate) {
        if (depth < 1 || depth > chain.height() || length < 1) {
            throw new IllegalArgumentException(
                    "cannot replace " + depth + " of " + chain.height() + " blocks by " + length);
        }
        int base = chain.height() - depth;
        List<TauTransaction> abandoned = chain.canonical().subList(base + 1, chain.height() + 1).stream()
                .flatMap(block -> block.transactions().stream())
                .toList();
        Hash head = chain.head().claimedHash();
        TauBlock at = chain.at(base);
        List<TauTransaction> carried =
                fate == Fate.INCLUDED ? Selection.of(abandoned, chain.accounts(at), now()) : List.of();
        for (int made = 1; made <= length; made++) {
            boolean last = made == length && length == depth;
            at = add(at, made == 1 ? carried : List.of(), last ? Optional.of(head) : Optional.empty());
        }
        if (chain.isCanonical(at)) {
            List<TauTransaction> left = new ArrayList<>(abandoned);
            left.removeAll(carried);
            fate.befall(left, mempool);
        }
        return at;
    }

    /** Takes everything that waits out of the mempool. */
    synchronized void evict() {
        mempool.waiting().forEach(transaction -> mempool.drop(transaction.hash(), Mempool.Dropped.EVICTED));
    }

    synchronized void drain(boolean empty) {
        drained = empty;
    }

    private TauBlock extend(List<TauTransaction> transactions) {
        TauBlock block = add(chain.head(), transactions, Optional.empty());
        mempool.remove(block.transactionIds());
        mempool.prune(chain.accounts(), now());
        return block;
    }

    private TauBlock add(TauBlock parent, List<TauTransaction> transactions, Optional<Hash> rival) {
        String proposer = WorthlessKeys.VALIDATOR.publicKey().hex();
        Accounts after = chain.accounts(parent).after(transactions, proposer);
        TauBlock block = rival.isPresent()
                ? maker.overBeating(rival.get(), parent, transactions, after)
                : maker.over(parent, transactions, after);
        store.accept(block);
        chain.add(block);
        return block;
    }

    private List<TauTransaction> next() {
        return drained ? List.of() : Selection.of(mempool.waiting(), chain.accounts(), now());
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
