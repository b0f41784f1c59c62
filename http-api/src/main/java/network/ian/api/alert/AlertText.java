package network.ian.api.alert;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills a rule's words in: the part of Go's templates that the rules use, with the results that Prometheus gives. */
final class AlertText {

    private static final Pattern PLACE = Pattern.compile(
            "\\{\\{ \\$(?:labels\\.([a-zA-Z_]+)|(value))(?: \\| (printf \"%\\.([0-9])f\"|humanizePercentage|humanizeDuration))? }}");
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    private AlertText() {}

    /** The words with what the sample says. */
    static String fill(String template, Sample sample) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(
                        place.group(1) != null
                                ? sample.labels().get(place.group(1))
                                : value(sample.value(), place.group(3), place.group(4))));
    }

    /** Whether all that has to be filled in is known here. */
    static boolean isKnown(String template) {
        return !PLACE.matcher(template).replaceAll("").contains("{{");
    }

    private static String value(double value, String format, String decimals) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }
        if (format == null) {
            return plain(BigDecimal.valueOf(value));
        }
        if (decimals != null) {
            return new BigDecimal(value)
                    .setScale(Integer.parseInt(decimals), RoundingMode.HALF_EVEN)
                    .toPlainString();
        }
        return switch (format) {
            case "humanizePercentage" -> plain(new BigDecimal(value * 100).round(FOUR_DIGITS)) + "%";
            default -> duration(value);
        };
    }

    private static String duration(double value) {
        long seconds = (long) Math.abs(value);
        if (seconds < MINUTE) {
            return plain(new BigDecimal(value).round(FOUR_DIGITS)) + "s";
        }
        StringBuilder text = new StringBuilder(value < 0 ? "-" : "");
        if (seconds >= DAY) {
            text.append(seconds / DAY).append("d ");
        }
        if (seconds >= HOUR) {
            text.append(seconds / HOUR % 24).append("h ");
        }
        return text.append(seconds / MINUTE % 60)
                .append("m ")
                .append(seconds % 60)
                .append('s')
                .toString();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
