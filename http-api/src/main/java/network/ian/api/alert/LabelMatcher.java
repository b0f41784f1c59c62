package network.ian.api.alert;

import java.util.regex.Pattern;

/** A condition on one label: equal or not, or matching a regular expression as a whole or not. */
record LabelMatcher(String name, String operator, String text, Pattern pattern) {

    static LabelMatcher of(String name, String operator, String text) {
        return new LabelMatcher(
                name, operator, text, Pattern.compile(operator.endsWith("~") ? text : Pattern.quote(text)));
    }

    boolean matches(Labels labels) {
        String value = labels.get(name);
        return switch (operator) {
            case "=" -> value.equals(text);
            case "!=" -> !value.equals(text);
            case "=~" -> pattern.matcher(value).matches();
            default -> !pattern.matcher(value).matches();
        };
    }
}
