package network.ian.core.node;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import network.ian.core.contribution.Header;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * What an unsigned contribution is recognised by: its contributor and its pack. The fingerprint narrows a search down;
 * equality decides, because 64 bits can be made to collide.
 */
public record SponsoredKey(String contributorId, Hash packHash) {

    /** What a contributor's own signature is marked with in the journal. */
    static final long NOT_SPONSORED = 0;

    static SponsoredKey of(Header header) {
        return new SponsoredKey(header.contributorId(), header.packHash());
    }

    /** What a header is marked with in the journal. */
    public static long fingerprint(Header header) {
        return header.sponsored() ? of(header).fingerprint() : NOT_SPONSORED;
    }

    /** The first 64 bits of SHA-256(pack hash | contributor id), never 0. */
    long fingerprint() {
        MessageDigest digest = Sha256.newDigest();
        digest.update(packHash.view());
        digest.update(contributorId.getBytes(StandardCharsets.UTF_8));
        long bits = ByteBuffer.wrap(digest.digest()).getLong();
        return bits == NOT_SPONSORED ? 1 : bits;
    }
}
