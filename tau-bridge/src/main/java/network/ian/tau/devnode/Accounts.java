package network.ian.tau.devnode;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.tau.transaction.TauTransaction;

/** Balances and sequence numbers after a block. Immutable. */
final class Accounts {

    /** What every transaction costs. */
    static final BigInteger FEE = BigInteger.TEN;

    private record Account(BigInteger balance, long sequence) {

        private static final Account NEW = new Account(BigInteger.ZERO, 0);

        private Account plus(BigInteger amount) {
            return new Account(balance.add(amount), sequence);
        }
    }

    private final Map<String, Account> byKey;

    private Accounts(Map<String, Account> byKey) {
        this.byKey = byKey;
    }

    static Accounts holding(String key, BigInteger funds) {
        TreeMap<String, Account> only = new TreeMap<>();
        only.put(key, Account.NEW.plus(funds));
        return new Accounts(only);
    }

    BigInteger balance(String key) {
        return byKey.getOrDefault(key, Account.NEW).balance();
    }

    /** The sequence number that the account's next transaction in a block must have. */
    long sequence(String key) {
        return byKey.getOrDefault(key, Account.NEW).sequence();
    }

    /** Whether a block over these accounts may carry the transaction: the next sequence number, and funds. */
    boolean take(TauTransaction transaction) {
        return transaction.sequence() == sequence(transaction.sender())
                && cost(transaction).compareTo(balance(transaction.sender())) <= 0;
    }

    /** Fee and transfers together. */
    static BigInteger cost(TauTransaction transaction) {
        return FEE.add(Transfer.total(Transfer.in(transaction.operations(), transaction.sender())));
    }

    /** These accounts after a transaction that they {@link #take}; the proposer gets the fee. */
    Accounts after(TauTransaction transaction, String proposer) {
        TreeMap<String, Account> next = new TreeMap<>(byKey);
        String sender = transaction.sender();
        next.put(sender, new Account(balance(sender).subtract(cost(transaction)), sequence(sender) + 1));
        Transfer.in(transaction.operations(), sender)
                .forEach(transfer -> credit(next, transfer.to(), transfer.amount()));
        credit(next, proposer, FEE);
        return new Accounts(next);
    }

    /** As {@link #after(TauTransaction, String)} for a whole block's transactions. */
    Accounts after(List<TauTransaction> transactions, String proposer) {
        Accounts accounts = this;
        for (TauTransaction transaction : transactions) {
            accounts = accounts.after(transaction, proposer);
        }
        return accounts;
    }

    /** The block's state hash. The salt tells blocks apart that change nothing: rivals must not be the same block. */
    Hash hash(long salt) {
        StringBuilder state = new StringBuilder();
        byKey.forEach((key, account) -> state.append(key)
                .append(' ')
                .append(account.balance())
                .append(' ')
                .append(account.sequence())
                .append('\n'));
        return Sha256.of(
                state.toString().getBytes(StandardCharsets.UTF_8),
                ByteBuffer.allocate(Long.BYTES).putLong(salt).array());
    }

    private static void credit(Map<String, Account> accounts, String key, BigInteger amount) {
        accounts.put(key, accounts.getOrDefault(key, Account.NEW).plus(amount));
    }
}
