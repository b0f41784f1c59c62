package network.ian.api.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the rules' expressions. It knows what the rules use, and says of everything else that it does not. One thread. */
final class ExpressionParser {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(\"[^\"\\\\]*\")|([0-9]+[smhd]\\b)|([0-9]+(?:\\.[0-9]+)?)"
                    + "|([a-zA-Z_:][a-zA-Z0-9_:]*)|(=~|!~|==|!=|<=|>=|[-+*/<>=(){}\\[\\],]))");
    private static final Set<String> SETS = Set.of("and", "unless");
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=");
    private static final Set<String> SUMS = Set.of("+", "-");
    private static final Set<String> PRODUCTS = Set.of("*", "/");
    private static final Set<String> MATCHES = Set.of("=", "!=", "=~", "!~");

    private final String source;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    private ExpressionParser(String source) {
        this.source = source;
        Matcher matcher = TOKEN.matcher(source.strip());
        int at = 0;
        while (matcher.lookingAt()) {
            tokens.add(matcher.group().strip());
            at = matcher.end();
            matcher.region(at, matcher.regionEnd());
        }
        if (at != source.strip().length()) {
            throw unknown(source.strip().substring(at));
        }
    }

    /** @throws IllegalArgumentException naming what it does not know */
    static Expression parse(String source) {
        ExpressionParser parser = new ExpressionParser(source);
        Expression whole = parser.sets();
        if (parser.next != parser.tokens.size()) {
            throw parser.unknown(parser.peek());
        }
        return whole;
    }

    private Expression sets() {
        Expression left = comparisons();
        while (SETS.contains(peek())) {
            left = new Operation(left, take(), comparisons());
        }
        return left;
    }

    private Expression comparisons() {
        Expression left = sums();
        while (COMPARISONS.contains(peek())) {
            left = new Operation(left, take(), sums());
        }
        return left;
    }

    private Expression sums() {
        Expression left = products();
        while (SUMS.contains(peek())) {
            left = new Operation(left, take(), products());
        }
        return left;
    }

    private Expression products() {
        Expression left = one();
        while (PRODUCTS.contains(peek())) {
            left = new Operation(left, take(), one());
        }
        return left;
    }

    private Expression one() {
        String token = take();
        if (token.equals("(")) {
            Expression inner = sets();
            require(")");
            return inner;
        }
        if (Character.isDigit(token.charAt(0))) {
            double number = number(token);
            return new Scalar(moment -> number);
        }
        if (token.equals("sum")) {
            return sum();
        }
        return peek().equals("(") ? function(token) : selector(token);
    }

    private Expression sum() {
        require("without");
        require("(");
        List<String> names = new ArrayList<>();
        while (!peek().equals(")")) {
            names.add(name());
            skip(",");
        }
        require(")");
        require("(");
        Expression of = sets();
        require(")");
        return new SumWithout(List.copyOf(names), of);
    }

    private Expression function(String name) {
        require("(");
        Expression result = switch (name) {
            case "time" -> new Scalar(Moment::wallSeconds);
            case "abs" -> new Absolute(sets());
            case "rate", "increase" -> range(name);
            case "histogram_quantile" -> quantile();
            default -> throw unknown(name);
        };
        require(")");
        return result;
    }

    private Expression quantile() {
        double quantile = number(take());
        require(",");
        return new Quantile(quantile, sets());
    }

    private Expression range(String function) {
        Selector selector = selector(name());
        require("[");
        long range = duration(take());
        require("]");
        return new RangeFunction(function, selector, range);
    }

    private Selector selector(String metric) {
        requireName(metric);
        List<LabelMatcher> matchers = new ArrayList<>();
        if (skip("{")) {
            while (!peek().equals("}")) {
                matchers.add(matcher());
                skip(",");
            }
            require("}");
        }
        long offset = skip("offset") ? duration(take()) : 0;
        return new Selector(metric, List.copyOf(matchers), offset);
    }

    private LabelMatcher matcher() {
        String name = name();
        String operator = take();
        String text = take();
        if (!MATCHES.contains(operator) || !text.startsWith("\"")) {
            throw unknown(operator + text);
        }
        return LabelMatcher.of(name, operator, text.substring(1, text.length() - 1));
    }

    private String name() {
        String name = take();
        requireName(name);
        return name;
    }

    private void requireName(String token) {
        if (!Character.isLetter(token.charAt(0)) && token.charAt(0) != '_') {
            throw unknown(token);
        }
    }

    private double number(String token) {
        try {
            return Double.parseDouble(token);
        } catch (NumberFormatException e) {
            throw unknown(token);
        }
    }

    /** Milliseconds of e.g. {@code 5m}. */
    private long duration(String token) {
        return PromDuration.parse(token).orElseThrow(() -> unknown(token)).toMillis();
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private String take() {
        if (next == tokens.size()) {
            throw unknown("the end");
        }
        return tokens.get(next++);
    }

    private boolean skip(String token) {
        boolean is = peek().equals(token);
        next += is ? 1 : 0;
        return is;
    }

    private void require(String token) {
        if (!skip(token)) {
            throw unknown(peek());
        }
    }

    private IllegalArgumentException unknown(String part) {
        return new IllegalArgumentException("not known here: " + part + " in " + source);
    }
}
