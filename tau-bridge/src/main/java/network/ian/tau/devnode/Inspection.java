package network.ian.tau.devnode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.transaction.TauTransaction;

/**
 * What can be said of a transaction without looking at the chain: form, expiry, signature. Fields that nobody signs are let
 * through and count in the hash, as on Tau.
 */
final class Inspection {

    /** How it went. */
    sealed interface Result {

        /** Well formed and signed by its sender. */
        record Sound(TauTransaction transaction) implements Result {}

        /** Not to be taken. */
        record Refused(Refusal why) implements Result {}
    }

    private static final BigInteger MAX_FEE_LIMIT = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int MAX_FEE_DIGITS = 19;

    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final Clock clock;

    Inspection(Clock clock) {
        this.clock = clock;
    }

    Result of(String text) {
        JsonNode json;
        try {
            json = mapper.readTree(unquoted(text.strip()));
        } catch (JsonProcessingException e) {
            return refuse("PARSE_ERROR", "Invalid JSON payload.");
        }
        if (!(json instanceof ObjectNode object)) {
            return refuse("INVALID_PARAMS", "Transaction must be a JSON object.");
        }
        return of(object);
    }

    private Result of(ObjectNode json) {
        BlsPublicKey sender;
        try {
            sender = BlsPublicKey.fromHex(
                    "sender_pubkey", json.path("sender_pubkey").asText());
        } catch (MalformedException e) {
            return refuse("TX_INVALID", "Transaction invalid. Invalid 'sender_pubkey'.");
        }
        Optional<String> malformed = malformedField(json);
        if (malformed.isPresent()) {
            return refuse("INVALID_PARAMS", "Missing or invalid '" + malformed.get() + "' in transaction.");
        }
        TauTransaction transaction = new TauTransaction(json);
        long now = clock.instant().getEpochSecond();
        if (transaction.expirationSeconds() < now) {
            return new Result.Refused(Refusal.of("TX_EXPIRED", "Transaction expired.")
                    .with("expires_at", transaction.expirationSeconds())
                    .with("current", now));
        }
        if (!json.path("tx_type").asText().equals("user_tx")) {
            return refuse("TX_REJECTED", "Unknown tx_type.");
        }
        if (!transaction.isSignedBy(sender)) {
            return refuse("INVALID_SIGNATURE", "Invalid signature.");
        }
        return new Result.Sound(transaction);
    }

    /** The fee limit of a transaction; -1 if it is no integer, or decimal text, from 0 to 2^63 - 1. */
    static long feeLimit(JsonNode json) {
        JsonNode limit = json.path("fee_limit");
        String digits = limit.isIntegralNumber() || limit.isTextual() ? limit.asText() : "";
        if (!Transfer.isDigits(digits) || digits.length() > MAX_FEE_DIGITS) {
            return -1;
        }
        BigInteger value = new BigInteger(digits);
        return value.compareTo(MAX_FEE_LIMIT) <= 0 ? value.longValue() : -1;
    }

    private static Optional<String> malformedField(ObjectNode json) {
        if (!isLong(json.path("sequence_number"))) {
            return Optional.of("sequence_number");
        }
        if (!isLong(json.path("expiration_time"))) {
            return Optional.of("expiration_time");
        }
        if (feeLimit(json) < 0) {
            return Optional.of("fee_limit");
        }
        if (!json.path("operations").isObject()) {
            return Optional.of("operations");
        }
        return json.path("signature").isTextual() ? Optional.empty() : Optional.of("signature");
    }

    private static boolean isLong(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2
                && text.charAt(0) == text.charAt(text.length() - 1)
                && (text.charAt(0) == '"' || text.charAt(0) == '\'');
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static Result refuse(String code, String message) {
        return new Result.Refused(Refusal.of(code, message));
    }
}
