package network.ian.core.journal;

import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.verdict.Metrics;

/**
 * What is appended: an admitted contribution with its verdict. That the hashes fit the bytes is the caller's promise;
 * {@link JournalVerifier} checks it.
 *
 * @param id SHA-256 of {@code header}
 * @param timestampMs the header's, milliseconds since the epoch
 * @param packHash hash of {@code body}
 * @param sponsorFingerprint fingerprint of pack and contributor of a sponsored entry, 0 where the contributor signed
 * @param header exact header bytes, 1 to {@link #MAX_HEADER} octets
 * @param signature {@link #SIGNATURE_SIZE} octets
 * @param metrics what the evaluation measured
 * @param body exact body bytes, at most {@link #MAX_BODY} octets
 */
public record JournalEntry(
        Hash id,
        long timestampMs,
        Hash packHash,
        long sponsorFingerprint,
        Bytes header,
        Bytes signature,
        Metrics metrics,
        Bytes body) {

    public static final int MAX_HEADER = 2048;
    public static final int SIGNATURE_SIZE = 64;
    public static final int MAX_BODY = 16 << 20;

    public JournalEntry {
        within("header", header.size(), 1, MAX_HEADER);
        within("signature", signature.size(), SIGNATURE_SIZE, SIGNATURE_SIZE);
        within("body", body.size(), 0, MAX_BODY);
    }

    /**
     * What is stored, to be appended to another journal.
     *
     * @param body empty if it was dropped: zeros of its length stand for it until it is dropped there too
     */
    public static JournalEntry again(StoredEntry entry, Optional<Bytes> body) {
        return new JournalEntry(
                entry.id(),
                entry.timestampMs(),
                entry.packHash(),
                entry.sponsorFingerprint(),
                entry.header(),
                entry.signature(),
                entry.metrics(),
                body.orElseGet(() -> Bytes.wrap(new byte[entry.bodySize()])));
    }

    private static void within(String name, int size, int low, int high) {
        if (size < low || size > high) {
            throw new IllegalArgumentException(name + " has " + size + " octets, not " + low + " to " + high);
        }
    }
}
