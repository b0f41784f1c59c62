package network.ian.deployment.firewall;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.deployment.Repository;

/**
 * {@code deploy/firewall/fail2ban/filter.conf} as fail2ban applies it: what the date's pattern matches is cut out of the line, then the
 * expression is looked for. Only what the filter uses of fail2ban's language is understood.
 */
public final class Filter {

    static final String FILE = "deploy/firewall/fail2ban/filter.conf";

    /** Whom a line is about, with or without brackets. */
    private static final String ADDRESS = "\\[?(?<address>\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)\\]?";

    private final Pattern date;
    private final Pattern failure;

    private Filter(Pattern date, Pattern failure) {
        this.date = date;
        this.failure = failure;
    }

    /** The filter of this repository. */
    public static Filter read() {
        String date = value("datepattern")
                .replace("%%Y-%%m-%%d", "\\d\\d\\d\\d-\\d\\d-\\d\\d")
                .replace("%%H:%%M:%%S", "\\d\\d:\\d\\d:\\d\\d")
                .replace("%%f", "\\d+")
                .replace("%%z", "(?:Z|[+-]\\d\\d:?\\d\\d)");
        return new Filter(
                Pattern.compile(date), Pattern.compile(value("failregex").replace("<ADDR>", ADDRESS)));
    }

    /** Who would be counted for this line of the log. */
    public Optional<String> culprit(String line) {
        Matcher dated = date.matcher(line);
        if (!dated.find()) {
            return Optional.empty();
        }
        Matcher found = failure.matcher(line.substring(0, dated.start()) + line.substring(dated.end()));
        return found.find() ? Optional.of(found.group("address")) : Optional.empty();
    }

    private static String value(String key) {
        return Repository.read(FILE)
                .lines()
                .filter(line -> line.startsWith(key + " = "))
                .map(line -> line.substring(key.length() + 3))
                .findFirst()
                .orElseThrow();
    }
}
