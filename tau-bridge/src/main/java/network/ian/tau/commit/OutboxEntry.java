package network.ian.tau.commit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.ian.core.crypto.Hash;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.OperationKey;
import network.ian.tau.transaction.TauTransaction;

/**
 * A transaction that was signed, and may have been sent. Its sequence number never carries other anchors, however often it is
 * signed again: whichever of its signatures lands on the chain says the same.
 *
 * @param transaction as signed last
 * @param text its canonical form: the exact bytes that are sent
 * @param hash of {@code text}
 * @param anchors what it says
 * @param signedAtMs when the anchors were signed first, milliseconds since the epoch
 * @param confirmed whether it was ever read back from the verified chain
 * @param settledAtMs since when it is settled, milliseconds since the epoch; 0 while it is not
 */
record OutboxEntry(
        TauTransaction transaction,
        String text,
        Hash hash,
        List<AnchorText> anchors,
        long signedAtMs,
        boolean confirmed,
        long settledAtMs) {

    public OutboxEntry {
        anchors = List.copyOf(anchors);
    }

    OutboxEntry(TauTransaction transaction, long signedAtMs, boolean confirmed, long settledAtMs) {
        this(
                transaction,
                new String(transaction.canonical().view(), StandardCharsets.US_ASCII),
                transaction.hash(),
                AnchorText.in(transaction.operations()),
                signedAtMs,
                confirmed,
                settledAtMs);
    }

    long sequence() {
        return transaction.sequence();
    }

    /** Most that it may cost, in the chain's unit. */
    long feeLimit() {
        return Long.parseLong(transaction.json().path("fee_limit").asText());
    }

    OperationKey form() {
        return OperationKey.of(transaction.operations());
    }

    Stream<AnchorText.LogCommit> commits() {
        return anchors.stream().filter(AnchorText.LogCommit.class::isInstance).map(AnchorText.LogCommit.class::cast);
    }

    Optional<AnchorText.LogCommit> commit(Hash topic) {
        return commits().filter(commit -> commit.topic().equals(topic)).findFirst();
    }

    Stream<Hash> registers() {
        return anchors.stream()
                .filter(AnchorText.GoalRegister.class::isInstance)
                .map(anchor -> ((AnchorText.GoalRegister) anchor).topic());
    }

    OutboxEntry signedAgain(TauTransaction again) {
        return new OutboxEntry(again, signedAtMs, confirmed, settledAtMs);
    }

    OutboxEntry standing(boolean nowConfirmed, long nowSettledAtMs) {
        return nowConfirmed == confirmed && nowSettledAtMs == settledAtMs
                ? this
                : new OutboxEntry(transaction, text, hash, anchors, signedAtMs, nowConfirmed, nowSettledAtMs);
    }
}
