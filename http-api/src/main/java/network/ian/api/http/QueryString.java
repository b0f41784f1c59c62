package network.ian.api.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The query of a request: each name at most once. Unknown names are ignored. */
public final class QueryString {

    private static final int MAX_SHOWN = 64;

    private static final Pattern OWN_NAME = Pattern.compile("[A-Za-z0-9_.-]{1," + MAX_SHOWN + "}");
    private static final QueryString EMPTY = new QueryString(Map.of());

    private final Map<String, String> values;

    private QueryString(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Parses what follows the question mark; null for nothing.
     *
     * @throws RefusedException naming a parameter that is given twice or badly escaped
     */
    public static QueryString parse(String raw) {
        if (raw == null) {
            return EMPTY;
        }
        Map<String, String> values = new TreeMap<>();
        for (String pair : raw.split("&", -1)) {
            add(pair, values);
        }
        return new QueryString(values);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static void add(String pair, Map<String, String> values) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        String name = decode("query", equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(shown(name), pair.substring(equals + 1));
        if (values.put(name, value) != null) {
            throw RefusedException.malformed(shown(name), "given twice");
        }
    }

    private static String decode(String field, String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RefusedException.malformed(field, "a per cent sign must be followed by two hex digits");
        }
    }

    /** Names come from the sender: show no more than could be one of ours. */
    private static String shown(String name) {
        return OWN_NAME.matcher(name).matches() ? name : "query";
    }
}
