package network.ian.tau.devnode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** Which operation keys are taken: transfers, free input streams and names; nothing that Tau reserves. */
final class OperationKeys {

    private static final int HIGHEST_RESERVED = 16;

    private final Mischief mischief;

    OperationKeys(Mischief mischief) {
        this.mischief = mischief;
    }

    /** Why the operations are refused; empty if they are taken. */
    Optional<Refusal> refuse(JsonNode operations, String sender) {
        try {
            Transfer.in(operations, sender);
        } catch (IllegalArgumentException e) {
            return Optional.of(Refusal.of("TX_INVALID", "Transaction invalid. " + e.getMessage()));
        }
        for (Map.Entry<String, JsonNode> operation : operations.properties()) {
            Optional<Refusal> refusal = refuseOne(operation.getKey(), operation.getValue());
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> refuseOne(String key, JsonNode value) {
        if (!Transfer.isDigits(key)) {
            return mischief.refusesNamedKeys()
                    ? Optional.of(Refusal.of("TX_REJECTED", "Operation key '" + key + "' is not taken."))
                    : Optional.empty();
        }
        if (key.equals(Transfer.KEY)) {
            return Optional.empty();
        }
        if (isReserved(key)) {
            return Optional.of(Refusal.of("TX_INVALID", "Invalid operation key '" + key + "'. The stream is reserved.")
                    .with("stream", key));
        }
        if (!isStreamValue(value)) {
            return Optional.of(Refusal.of("TX_INVALID", "Invalid value type for stream " + key + ".")
                    .with("stream", key));
        }
        return mischief.refusesDigitKeys()
                ? Optional.of(Refusal.of("TX_REJECTED", "Transaction rejected by Tau (custom input validation)."))
                : Optional.empty();
    }

    private static boolean isReserved(String key) {
        String number = key.replaceFirst("^0+(?!$)", "");
        return number.length() <= 2 && Integer.parseInt(number) <= HIGHEST_RESERVED;
    }

    private static boolean isStreamValue(JsonNode value) {
        if (!value.isArray()) {
            return value.isTextual() || value.isIntegralNumber();
        }
        for (JsonNode item : value) {
            if (!item.isTextual() && !item.isIntegralNumber()) {
                return false;
            }
        }
        return true;
    }
}
