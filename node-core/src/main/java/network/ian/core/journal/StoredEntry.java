package network.ian.core.journal;

import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.verdict.Metrics;

/**
 * An entry as the log holds it.
 *
 * @param locator its record in the log ({@link Locator})
 * @param id contribution id
 * @param timestampMs milliseconds since the epoch
 * @param packHash hash of the body
 * @param sponsorFingerprint as appended; 0 where the contributor signed
 * @param header exact header bytes
 * @param signature 64 octets
 * @param metrics what the evaluation measured
 * @param bodyLocator the body's record in the bodies' segments ({@link Locator})
 * @param bodySize octets of the body, whether dropped or not
 */
public record StoredEntry(
        long locator,
        Hash id,
        long timestampMs,
        Hash packHash,
        long sponsorFingerprint,
        Bytes header,
        Bytes signature,
        Metrics metrics,
        long bodyLocator,
        int bodySize) {}
