package network.ian.tau.devnode;

import java.util.ArrayList;
import java.util.List;
import network.ian.tau.transaction.TauTransaction;

/** Which transactions a block can carry: per sender in the order of the sequence; gaps and expired ones hold up the rest. */
final class Selection {

    private static final int MOST_PER_BLOCK = 1_000;

    private Selection() {}

    static List<TauTransaction> of(List<TauTransaction> candidates, Accounts before, long nowSeconds) {
        List<TauTransaction> left = new ArrayList<>(candidates);
        left.removeIf(candidate -> candidate.expirationSeconds() < nowSeconds);
        List<TauTransaction> chosen = new ArrayList<>();
        Accounts accounts = before;
        String proposer = WorthlessKeys.VALIDATOR.publicKey().hex();
        int already = -1;
        while (chosen.size() > already && chosen.size() < MOST_PER_BLOCK) {
            already = chosen.size();
            for (TauTransaction candidate : List.copyOf(left)) {
                if (accounts.take(candidate)) {
                    accounts = accounts.after(candidate, proposer);
                    chosen.add(candidate);
                    left.remove(candidate);
                }
            }
        }
        return chosen;
    }
}
