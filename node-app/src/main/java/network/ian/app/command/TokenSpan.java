package network.ian.app.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.core.token.Lifetime;

/** Spans of time as operators type them: {@code 90s}, {@code 15m}, {@code 1h}, {@code 30d}. */
final class TokenSpan {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([smhd])");
    private static final Duration LONGEST = Duration.ofDays(3650);

    private TokenSpan() {}

    /** How long a token is good; {@code never} is none. */
    static Lifetime lifetime(String flag, String text) {
        return text.equals("never") ? Lifetime.NEVER : Lifetime.of(parse(flag, text, Duration.ofSeconds(1)));
    }

    /** How long an old secret stays good, from 0. */
    static Duration grace(String flag, String text) {
        return parse(flag, text, Duration.ZERO);
    }

    private static Duration parse(String flag, String text, Duration least) {
        Matcher form = FORM.matcher(text.equals("0") ? "0s" : text);
        if (form.matches()) {
            long number = Long.parseLong(form.group(1));
            Duration span = switch (form.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
            if (span.compareTo(least) >= 0 && span.compareTo(LONGEST) <= 0) {
                return span;
            }
        }
        throw new CommandFailure(ExitCode.USAGE, flag + ": expected a time such as 90s, 15m, 1h or 30d, at most 3650d");
    }
}
