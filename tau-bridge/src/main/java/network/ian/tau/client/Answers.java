package network.ian.tau.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.ObjectReader;
import network.ian.core.crypto.Hash;
import network.ian.tau.client.TauNode.Head;
import network.ian.tau.client.TauNode.Hello;
import network.ian.tau.client.TauNode.TransactionStatus;

/** What the small answers of a Tau node say. Each reads the fields that it needs and passes over the others. */
final class Answers {

    private static final int MAX_WORD = 64;
    private static final int MAX_DIGITS = 128;

    private Answers() {}

    /**
     * The one answer that is no JSON: {@code ok version=1 env=test node=tau-node}, in any order and with unknown words passed
     * over, or {@code error unsupported_version ...}. An envelope is taken too, since a node over its rate limit sends one.
     */
    static Hello hello(InputStream line) throws IOException, TauException {
        byte[] octets = line.readAllBytes();
        String text = new String(octets, StandardCharsets.UTF_8).strip();
        if (text.startsWith("{")) {
            return Reply.readSmall(
                    new ByteArrayInputStream(octets),
                    "hello",
                    data -> new Hello(
                            (int) data.integer("version", 1, Integer.MAX_VALUE),
                            NodeText.shown(data.text("env"), MAX_WORD),
                            NodeText.shown(data.text("node"), MAX_WORD)));
        }
        List<String> words = List.of(text.split(" +"));
        if (words.get(0).equals("error") && words.size() > 1) {
            throw new TauException(
                    NodeText.shown(words.get(1).toUpperCase(Locale.ROOT), MAX_WORD), NodeText.shown(text));
        }
        if (!words.get(0).equals("ok")) {
            throw Reply.malformed("hello", "'" + text + "'");
        }
        Map<String, String> fields = words.stream()
                .filter(word -> word.indexOf('=') > 0)
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> NodeText.shown(pair[1], MAX_WORD), (a, b) -> a));
        if (!fields.keySet().containsAll(List.of("version", "env", "node"))
                || !fields.get("version").matches("[0-9]{1,6}")) {
            throw Reply.malformed("hello", "'" + text + "'");
        }
        return new Hello(Integer.parseInt(fields.get("version")), fields.get("env"), fields.get("node"));
    }

    /** {@code sequence_number}; {@code next_sequence} and {@code sequence} are taken too. */
    static long sequence(ObjectReader data) {
        String name = Arrays.asList("sequence_number", "next_sequence", "sequence").stream()
                .filter(data::has)
                .findFirst()
                .orElse("sequence_number");
        return data.integer(name, 0, Long.MAX_VALUE);
    }

    /** {@code balance}, decimal digits as text. */
    static OptionalLong balance(ObjectReader data) {
        String digits = data.text("balance");
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw data.malformed("balance", "expected a decimal number");
        }
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException beyond) {
            return OptionalLong.empty();
        }
    }

    /** The {@code tx_hash} of {@code sendtx}. */
    static Hash transactionHash(ObjectReader data) {
        return hash(data, "tx_hash");
    }

    /** {@code status} in lower case, and {@code confirmations} where it is {@code confirmed}. */
    static TransactionStatus status(ObjectReader data) {
        String word = data.text("status");
        TransactionStatus.State state = Arrays.stream(TransactionStatus.State.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> data.malformed("status", "'" + NodeText.shown(word, MAX_WORD) + "' is no state"));
        return new TransactionStatus(
                state,
                state == TransactionStatus.State.CONFIRMED ? data.integerOr("confirmations", 1, 0, Long.MAX_VALUE) : 0);
    }

    /** {@code head_number} and {@code head_hash} of {@code getgovernance}; the rest of it may be long and is not kept. */
    static Head head(JsonParser at) throws IOException {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        if (!at.hasToken(JsonToken.START_OBJECT)) {
            throw Reply.malformed("getgovernance", "data is no object");
        }
        while (at.nextToken() != JsonToken.END_OBJECT) {
            String name = at.currentName();
            at.nextToken();
            if (name.equals("head_number") || name.equals("head_hash")) {
                kept.set(name, BoundedTree.read(at, 1));
            } else {
                at.skipChildren();
            }
        }
        ObjectReader data = new ObjectReader("data", kept);
        try {
            return new Head(data.integer("head_number", 0, Long.MAX_VALUE), hash(data, "head_hash"));
        } catch (MalformedException e) {
            throw Reply.malformed("getgovernance", e.getMessage());
        }
    }

    static Hash hash(ObjectReader data, String name) {
        return Hash.fromHex(data.path(name), data.text(name).toLowerCase(Locale.ROOT));
    }
}
