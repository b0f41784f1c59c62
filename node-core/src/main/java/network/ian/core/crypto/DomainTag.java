package network.ian.core.crypto;

import java.nio.charset.StandardCharsets;

/**
 * Prefix that separates the uses of hash and signature. Each is ASCII text ended by one zero byte, so that no tag is a
 * prefix of another.
 */
public enum DomainTag {
    PACK_HASH("ian/v1/pack"),
    CONTRIBUTION_SIGNATURE("ian/v1/contribution"),
    EVALUATION_SEED("ian/v1/evaluation-seed"),
    AGENT_SEED("ian/v1/agent-seed"),
    ADDRESS_RECORD("ian/v1/address"),
    BACKUP_MANIFEST("ian/v1/backup-manifest");

    private final String text;

    DomainTag(String text) {
        this.text = text + "\0";
    }

    /** The tag's bytes with the closing zero. */
    public byte[] octets() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
