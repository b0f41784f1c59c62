package network.ian.benchmarks.suite;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How much to measure, and where.
 *
 * @param quick smaller inputs, so that everything together takes some minutes
 * @param rounds of each thing and what it is set against, by turns; at least 5
 * @param directory for data of this measurement alone, on the disk that is measured; empty at the start, deleted afterwards
 * @param shared for inputs that several measurements of a run read, made by the first that needs them; kept until the
 *     run's end, never changed once made
 * @param progress takes one line for a person, e.g. every round's figures; goes to standard error
 */
public record Plan(boolean quick, int rounds, Path directory, Path shared, Consumer<String> progress) {

    /** {@code small} in a quick run, else {@code full}. */
    public int size(int small, int full) {
        return quick ? small : full;
    }

    /** One line of progress, as {@link String#format} puts it. */
    public void say(String format, Object... values) {
        progress.accept(String.format(Locale.ROOT, format, values));
    }
}
