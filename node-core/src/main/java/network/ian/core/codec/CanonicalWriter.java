package network.ian.core.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Writes and checks canonical JSON. Recursion is bounded by the parser's nesting limit. */
final class CanonicalWriter {

    private static final Comparator<String> BY_CODE_POINT = CanonicalWriter::compareCodePoints;
    private static final String HEX = "0123456789abcdef";

    private final String what;
    private byte[] out = new byte[512];
    private int size;

    private CanonicalWriter(String what) {
        this.what = what;
    }

    static byte[] write(String what, JsonNode node) {
        CanonicalWriter writer = new CanonicalWriter(what);
        writer.value(node);
        return Arrays.copyOf(writer.out, writer.size);
    }

    /** Refuses what {@link #write} could not express, and nesting below {@code depth} levels. */
    static void check(String what, JsonNode node, int depth) {
        if (node.isContainerNode() && depth == 0) {
            throw new MalformedException(what, "nested too deeply");
        }
        if (node.isObject()) {
            node.properties().forEach(field -> {
                requireText(what, field.getKey());
                check(what + "." + shorten(field.getKey()), field.getValue(), depth - 1);
            });
        } else if (node.isArray()) {
            int index = 0;
            for (JsonNode element : node) {
                check(what + "[" + index++ + "]", element, depth - 1);
            }
        } else if (node.isNumber()) {
            requireInteger(what, node);
        } else if (node.isTextual()) {
            requireText(what, node.textValue());
        }
    }

    private void value(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> string(node.textValue());
            case NUMBER -> raw(Long.toString(requireInteger(what, node)));
            case BOOLEAN -> raw(node.booleanValue() ? "true" : "false");
            case NULL -> raw("null");
            default -> throw new MalformedException(what, "no JSON value: " + node.getNodeType());
        }
    }

    private void object(JsonNode node) {
        List<String> names = new ArrayList<>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        names.sort(BY_CODE_POINT);
        char separator = '{';
        for (String name : names) {
            put(separator);
            string(name);
            put(':');
            value(node.get(name));
            separator = ',';
        }
        raw(names.isEmpty() ? "{}" : "}");
    }

    private void array(JsonNode node) {
        char separator = '[';
        for (JsonNode element : node) {
            put(separator);
            value(element);
            separator = ',';
        }
        raw(node.isEmpty() ? "[]" : "]");
    }

    private void string(String text) {
        if (plain(text)) {
            return;
        }
        requireText(what, text);
        StringBuilder escaped = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            escape(text.charAt(i), escaped);
        }
        raw(escaped.append('"').toString());
    }

    /** Writes a text of ASCII alone that needs no escape, as nearly all do; false, with nothing written, if it is another. */
    private boolean plain(String text) {
        int length = text.length();
        reserve(length + 2);
        int at = size;
        out[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7f || c == '"' || c == '\\') {
                return false;
            }
            out[at++] = (byte) c;
        }
        out[at++] = '"';
        size = at;
        return true;
    }

    /** RFC 8259 section 7: the two-character escape where there is one, {@code \\u00xx} for other controls, else itself. */
    private static void escape(char c, StringBuilder to) {
        switch (c) {
            case '"' -> to.append("\\\"");
            case '\\' -> to.append("\\\\");
            case '\b' -> to.append("\\b");
            case '\f' -> to.append("\\f");
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> {
                if (c < 0x20) {
                    to.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                } else {
                    to.append(c);
                }
            }
        }
    }

    private void raw(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        reserve(octets.length);
        System.arraycopy(octets, 0, out, size, octets.length);
        size += octets.length;
    }

    private void put(char ascii) {
        reserve(1);
        out[size++] = (byte) ascii;
    }

    private void reserve(int more) {
        if (out.length - size < more) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, Math.addExact(size, more)));
        }
    }

    private static long requireInteger(String field, JsonNode node) {
        if (!node.isIntegralNumber()) {
            throw new MalformedException(
                    field, "a number with a fraction or an exponent is not allowed here, write it as a string");
        }
        if (!node.canConvertToLong() || isBeyond(node.longValue())) {
            throw new MalformedException(field, "integer beyond +-2^53");
        }
        return node.longValue();
    }

    /** Not by {@link Math#abs}, which leaves the least long negative. */
    private static boolean isBeyond(long value) {
        return value > CanonicalJson.MAX_INTEGER || value < -CanonicalJson.MAX_INTEGER;
    }

    private static void requireText(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new MalformedException(field, "text with a lone surrogate");
            }
        }
    }

    private static int compareCodePoints(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // A surrogate stands for a code point above every other char.
                boolean xs = Character.isSurrogate(x);
                boolean ys = Character.isSurrogate(y);
                return xs == ys ? Character.compare(x, y) : xs ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static String shorten(String name) {
        return name.length() > 64 ? name.substring(0, 64) + "..." : name;
    }
}
