package network.ian.app.backup;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.core.backup.RestorePoint;
import picocli.CommandLine.Option;

/** How far a restore goes. */
final class RestorePointOptions {

    private static final Pattern POSITION = Pattern.compile("([A-Za-z0-9_]{1,64}):([0-9]{1,9})");
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");

    @Option(
            names = "--to-position",
            paramLabel = "GOAL:N",
            description = "Only the first N entries of a goal, in the order in which the node stored them; may be"
                    + " repeated for other goals.")
    private List<String> positions = List.of();

    @Option(
            names = "--to-time",
            paramLabel = "TIME",
            description = "Only entries of every goal whose own timestamp_ms is not later; ISO 8601 with a zone, e.g."
                    + " 2026-03-01T10:15:00Z, or milliseconds since 1970.")
    private String time;

    RestorePoint point() {
        Map<String, Integer> byGoal = new TreeMap<>();
        for (String position : positions) {
            Matcher parts = POSITION.matcher(position);
            if (!parts.matches() || byGoal.put(parts.group(1), Integer.valueOf(parts.group(2))) != null) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--to-position: expected GOAL:N, e.g. DEMO_TRADING_AGENT:1000, once for a goal");
            }
        }
        return new RestorePoint(byGoal, time == null ? OptionalLong.empty() : OptionalLong.of(millis()));
    }

    private long millis() {
        if (MILLIS.matcher(time).matches()) {
            return Long.parseLong(time);
        }
        try {
            Instant instant = OffsetDateTime.parse(time).toInstant();
            return instant.toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    List.of("--to-time: expected a time with its zone, e.g. 2026-03-01T10:15:00Z, or milliseconds"),
                    e);
        }
    }
}
