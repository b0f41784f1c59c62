package network.ian.tau.devnode;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** One entry {@code [from, to, amount]} of operation key {@code 1}. */
record Transfer(String to, BigInteger amount) {

    static final String KEY = "1";

    private static final int MAX_DIGITS = 78;

    /**
     * The transfers in a transaction's operations.
     *
     * @throws IllegalArgumentException saying what is wrong with them
     */
    static List<Transfer> in(JsonNode operations, String sender) {
        List<Transfer> transfers = new ArrayList<>();
        if (!operations.has(KEY)) {
            return transfers;
        }
        if (!operations.path(KEY).isArray()) {
            throw new IllegalArgumentException("Transfers (key '1') must be a list.");
        }
        for (JsonNode entry : operations.path(KEY)) {
            transfers.add(read(entry, sender));
        }
        return transfers;
    }

    /** What all of them move. */
    static BigInteger total(List<Transfer> transfers) {
        return transfers.stream().map(Transfer::amount).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static Transfer read(JsonNode entry, String sender) {
        if (!entry.isArray() || entry.size() != 3) {
            throw new IllegalArgumentException("A transfer has the form [from, to, amount].");
        }
        if (!entry.path(0).asText().equals(sender)) {
            throw new IllegalArgumentException("A transfer's 'from' address does not match sender_pubkey.");
        }
        String amount = entry.path(2).asText();
        if (amount.isEmpty() || amount.length() > MAX_DIGITS || !isDigits(amount)) {
            throw new IllegalArgumentException("A transfer's amount is not a non-negative integer.");
        }
        return new Transfer(entry.path(1).asText(), new BigInteger(amount));
    }

    /** Whether the text is ASCII digits only. */
    static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
