package network.ian.app.top;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
final class Words {

    private static final int ID_SHOWN = 8;

    private Words() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String decimal(double number) {
        return String.format(Locale.ROOT, "%.4f", number);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f%%", 100 * share);
    }

    /** How long, in one unit. */
    static String span(long millis) {
        Duration span = Duration.ofMillis(Math.max(0, millis));
        if (span.toHours() >= 48) {
            return span.toDays() + " d";
        }
        if (span.toMinutes() >= 120) {
            return span.toHours() + " h";
        }
        return span.toSeconds() >= 120 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }

    /** The beginning of a hash, by which people know it. */
    static String id(String hex) {
        return hex.substring(0, Math.min(ID_SHOWN, hex.length()));
    }
}
