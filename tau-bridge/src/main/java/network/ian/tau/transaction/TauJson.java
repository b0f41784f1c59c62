package network.ian.tau.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import network.ian.core.codec.Bytes;

/**
 * The JSON that Tau Net hashes and signs: compact, keys sorted by code point, everything but U+0020 to U+007E escaped, with
 * lower-case hex digits and the short escapes of JSON where there are any.
 */
public final class TauJson {

    private static final Comparator<String> BY_CODE_POINT = TauJson::compareCodePoints;
    private static final String SHORT_ESCAPED = "\"\\\b\f\n\r\t";
    private static final String SHORT_ESCAPES = "\"\\bfnrt";

    private TauJson() {}

    /** The canonical bytes, which are ASCII. */
    public static Bytes encode(JsonNode node) {
        StringBuilder out = new StringBuilder(512);
        write(node, out);
        return Bytes.wrap(out.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node instanceof ObjectNode object) {
            writeObject(object, out);
        } else if (node.isArray()) {
            char separator = '[';
            for (JsonNode element : node) {
                out.append(separator);
                write(element, out);
                separator = ',';
            }
            out.append(separator == '[' ? "[]" : "]");
        } else if (node.isTextual()) {
            writeText(node.textValue(), out);
        } else {
            out.append(node.asText());
        }
    }

    private static void writeObject(ObjectNode object, StringBuilder out) {
        List<String> names = new ArrayList<>();
        for (Iterator<String> all = object.fieldNames(); all.hasNext(); ) {
            names.add(all.next());
        }
        names.sort(BY_CODE_POINT);
        char separator = '{';
        for (String name : names) {
            out.append(separator);
            writeText(name, out);
            out.append(':');
            write(object.get(name), out);
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = SHORT_ESCAPED.indexOf(c);
            if (known >= 0) {
                out.append('\\').append(SHORT_ESCAPES.charAt(known));
            } else if (c >= 0x20 && c <= 0x7e) {
                out.append(c);
            } else {
                out.append("\\u")
                        .append(hex(c >> 12))
                        .append(hex(c >> 8))
                        .append(hex(c >> 4))
                        .append(hex(c));
            }
        }
        out.append('"');
    }

    private static char hex(int nibble) {
        return Character.forDigit(nibble & 0xf, 16);
    }

    private static int compareCodePoints(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return Arrays.compare(left, right);
    }
}
