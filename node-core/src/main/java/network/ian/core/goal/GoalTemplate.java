package network.ian.core.goal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A goal to begin with, for an operator to change: every field with its meaning, unit, range and default in {@code //} comments.
 * What a harness decides comes from the harness.
 */
public final class GoalTemplate {

    private static final String RESOURCE = "goal-template.txt";
    private static final String HARNESS = "@harness@\n";

    private GoalTemplate() {}

    /**
     * The whole document, UTF-8.
     *
     * @param harness the lines of {@code harness}, {@code limits}, {@code thresholds} and {@code ranking}
     */
    public static String of(String harness) {
        return read(GoalTemplate.class, RESOURCE).replace(HARNESS, harness);
    }

    /**
     * A text beside a class.
     *
     * @throws IllegalStateException if it is not on the class path
     */
    public static String read(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
