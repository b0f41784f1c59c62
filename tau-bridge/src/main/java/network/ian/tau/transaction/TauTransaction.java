package network.ian.tau.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.Hex;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.bls.BlsSecretKey;

/**
 * A transaction of Tau Net. Its hash covers the whole object, fields that nobody signed included, and so does not identify
 * what was signed: sender and sequence do.
 *
 * @param json the whole object, as sent or as a block carries it; not to be changed
 */
public record TauTransaction(ObjectNode json) {

    /** Longest canonical form that Tau nodes pass on, in bytes. */
    public static final int MAX_BYTES = 8_192;

    private static final List<String> SIGNED =
            List.of("expiration_time", "fee_limit", "operations", "sender_pubkey", "sequence_number", "tx_type");

    /**
     * Makes and signs one.
     *
     * @param sequence 0 or more
     * @param expirationSeconds seconds since the epoch
     * @param feeLimit most that it may cost
     */
    public static TauTransaction sign(
            BlsSecretKey key, long sequence, long expirationSeconds, long feeLimit, JsonNode operations) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("tx_type", "user_tx");
        json.put("sender_pubkey", key.publicKey().hex());
        json.put("sequence_number", sequence);
        json.put("expiration_time", expirationSeconds);
        json.set("operations", operations);
        json.put("fee_limit", Long.toString(feeLimit));
        json.put("signature", key.sign(message(json)).hex());
        return new TauTransaction(json);
    }

    /** What is signed: SHA-256 over the canonical form of the six fields that count. */
    private static Bytes message(ObjectNode json) {
        return Bytes.wrap(Sha256.of(signingBytes(json).view()).toArray());
    }

    private static Bytes signingBytes(ObjectNode json) {
        ObjectNode signed = JsonNodeFactory.instance.objectNode();
        SIGNED.forEach(name -> signed.set(name, json.path(name)));
        return TauJson.encode(signed);
    }

    /** The bytes whose SHA-256 is signed. */
    public Bytes signingBytes() {
        return signingBytes(json);
    }

    /** The whole object in canonical form. */
    public Bytes canonical() {
        return TauJson.encode(json);
    }

    /** SHA-256 of {@link #canonical}: the id on the chain; malleable. */
    public Hash hash() {
        return Sha256.of(canonical().view());
    }

    /** Whether {@code sender} signed it. All six signed fields must be there. */
    public boolean isSignedBy(BlsPublicKey sender) {
        if (!SIGNED.stream().allMatch(json::hasNonNull)
                || !json.path("sender_pubkey").asText().equals(sender.hex())) {
            return false;
        }
        try {
            // Tau takes upper-case hex and white space too: the signature is the same.
            String digits =
                    json.path("signature").asText().replaceAll("\\s", "").toLowerCase(Locale.ROOT);
            Bytes signature = Bytes.wrap(Hex.decode("signature", digits));
            return sender.verifies(message(json), signature);
        } catch (MalformedException e) {
            return false;
        }
    }

    /** The sender as written; not verified. */
    public String sender() {
        return json.path("sender_pubkey").asText();
    }

    /** The sequence number; -1 if there is none. */
    public long sequence() {
        return json.path("sequence_number").canConvertToLong()
                ? json.path("sequence_number").longValue()
                : -1;
    }

    /** Seconds since the epoch after which no block may carry it; 0 if there is none. */
    public long expirationSeconds() {
        return json.path("expiration_time").asLong();
    }

    public JsonNode operations() {
        return json.path("operations");
    }
}
