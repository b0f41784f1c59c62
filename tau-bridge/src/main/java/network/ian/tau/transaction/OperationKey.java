package network.ian.tau.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Under which key of a transaction's operations anchors stand, and so in which form (tau.md, "Transaction"). Writers use one
 * that their node takes; readers accept both.
 */
public enum OperationKey {
    /** {@code "ian": text} or a list of texts: a name is inert data to Tau. */
    NAME(AnchorText.KEY),
    /** {@code "1000": ["0", text, ...]}: a Tau input stream far behind the reserved ones, for nodes that take digits only. */
    STREAM("1000");

    private static final String STREAM_VALUE = "0";
    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{3,8}");

    private final String key;

    OperationKey(String key) {
        this.key = key;
    }

    /** The form to try when a node refuses this one. */
    public OperationKey other() {
        return this == NAME ? STREAM : NAME;
    }

    /** Operations that carry these anchors in this form. */
    public ObjectNode operations(List<AnchorText> anchors) {
        ObjectNode operations = JsonNodeFactory.instance.objectNode();
        if (this == NAME && anchors.size() == 1) {
            return operations.put(key, anchors.get(0).text());
        }
        ArrayNode texts = operations.putArray(key);
        if (this == STREAM) {
            texts.add(STREAM_VALUE);
        }
        anchors.forEach(anchor -> texts.add(anchor.text()));
        return operations;
    }

    /** The form in which a transaction's operations carry anchors; {@link #NAME} if they carry none. */
    public static OperationKey of(JsonNode operations) {
        return operations.has(NAME.key) || texts(operations).isEmpty() ? NAME : STREAM;
    }

    /** All texts that may be anchors: those under {@link #NAME} first, then those of streams from 1000 on, ascending. */
    static List<String> texts(JsonNode operations) {
        List<String> texts = new ArrayList<>();
        JsonNode named = operations.path(NAME.key);
        if (named.isTextual()) {
            texts.add(named.textValue());
        }
        addTexts(named, 0, texts);
        List<String> streams = new ArrayList<>();
        operations.fieldNames().forEachRemaining(name -> {
            if (DIGITS.matcher(name).matches()) {
                streams.add(name);
            }
        });
        streams.sort(Comparator.comparingInt(Integer::parseInt));
        streams.stream()
                .map(operations::path)
                .filter(value ->
                        value.isArray() && STREAM_VALUE.equals(value.path(0).textValue()))
                .forEach(value -> addTexts(value, 1, texts));
        return texts;
    }

    private static void addTexts(JsonNode value, int from, List<String> texts) {
        if (value.isArray()) {
            for (int i = from; i < value.size(); i++) {
                if (value.get(i).isTextual()) {
                    texts.add(value.get(i).textValue());
                }
            }
        }
    }
}
