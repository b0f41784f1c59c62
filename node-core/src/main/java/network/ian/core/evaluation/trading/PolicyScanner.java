package network.ian.core.evaluation.trading;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import network.ian.core.codec.MalformedException;

/**
 * Reads the part of JSON (RFC 8259) that policies are written in: one object of plain names with texts, numbers and
 * objects of numbers. A scanner of its own because which bytes are a policy is consensus: it must not move with a
 * library's version, nor depend on state shared between documents, as interned symbol tables do.
 */
final class PolicyScanner {

    /** Longest document, in bytes. */
    static final int MAX_BYTES = 4096;

    private static final int MAX_NAME = 32;
    private static final int MAX_NUMBER_TEXT = 32;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String text;
    private int at;

    private PolicyScanner(String text) {
        this.text = text;
    }

    /**
     * Reads a whole document.
     *
     * @throws MalformedException for anything else, naming the place
     */
    static Map<String, PolicyValue> scan(byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            throw new MalformedException("parameters", utf8.length + " bytes, the limit is " + MAX_BYTES);
        }
        // Bytes outside ASCII turn into U+FFFD, which is allowed nowhere below.
        PolicyScanner scanner = new PolicyScanner(new String(utf8, StandardCharsets.US_ASCII));
        Map<String, PolicyValue> fields = scanner.fields();
        scanner.skipSpace();
        if (scanner.at < scanner.text.length()) {
            throw scanner.problem("text follows the object");
        }
        return fields;
    }

    private Map<String, PolicyValue> fields() {
        Map<String, PolicyValue> fields = new LinkedHashMap<>();
        expect('{');
        for (boolean more = !accept('}'); more; more = another()) {
            String name = name(fields);
            fields.put(name, value());
        }
        return fields;
    }

    private PolicyValue value() {
        char c = peek();
        if (c == '"') {
            return new PolicyValue.Text(quoted());
        }
        return c == '{' ? new PolicyValue.Group(numbers()) : new PolicyValue.Decimal(number());
    }

    private Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        expect('{');
        for (boolean more = !accept('}'); more; more = another()) {
            String name = name(numbers);
            numbers.put(name, number());
        }
        return numbers;
    }

    private boolean another() {
        if (accept(',')) {
            return true;
        }
        expect('}');
        return false;
    }

    private String name(Map<String, ?> known) {
        String name = quoted();
        if (known.containsKey(name)) {
            throw problem(name + " is there twice");
        }
        expect(':');
        return name;
    }

    private String quoted() {
        expect('"');
        int from = at;
        while (at < text.length() && isNameChar(text.charAt(at))) {
            at++;
        }
        if (at == from || at - from > MAX_NAME || at == text.length() || text.charAt(at) != '"') {
            throw problem("expected a name of 1 to " + MAX_NAME + " of a-z, 0-9 and _");
        }
        return text.substring(from, at++);
    }

    private double number() {
        skipSpace();
        int from = at;
        while (at < text.length() && isNumberChar(text.charAt(at))) {
            at++;
        }
        String digits = text.substring(from, at);
        if (digits.length() > MAX_NUMBER_TEXT || !NUMBER.matcher(digits).matches()) {
            throw problem("expected a JSON number of at most " + MAX_NUMBER_TEXT + " characters");
        }
        double value = Double.parseDouble(digits);
        if (StrictMath.abs(value) > Policy.MAX_NUMBER) {
            throw problem("number beyond +-1000000");
        }
        return value + 0.0;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw problem("expected " + c);
        }
    }

    private boolean accept(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    /** The next character after white space, 0 at the end. */
    private char peek() {
        skipSpace();
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static boolean isNameChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }

    private static boolean isNumberChar(char c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }

    private MalformedException problem(String problem) {
        return new MalformedException("parameters", problem + " (at byte " + at + ")");
    }
}
