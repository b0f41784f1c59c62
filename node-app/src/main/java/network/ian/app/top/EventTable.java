package network.ian.app.top;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened lately, the newest first. */
final class EventTable implements Section {

    private final List<Event> events;
    private final boolean follows;
    private final ZoneId zone;

    EventTable(List<Event> events, boolean follows, ZoneId zone) {
        this.events = events;
        this.follows = follows;
        this.zone = zone;
    }

    @Override
    public int wanted() {
        return 1 + Math.max(1, events.size());
    }

    @Override
    public List<Line> lines(int columns, int rows) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(Role.LABEL, "TIME      EVENT").cut(columns));
        if (events.isEmpty()) {
            lines.add(Line.of(Role.LABEL, follows ? "nothing has happened yet" : "no event stream from the node")
                    .cut(columns));
        }
        events.stream()
                .limit(Math.max(0, rows - 1))
                .forEach(event -> lines.add(line(event).cut(columns)));
        return lines.subList(0, Math.min(rows, lines.size()));
    }

    private Line line(Event event) {
        return Line.of(Role.LABEL, clock(event.timeMs(), zone) + "  ")
                .plus(event.role(), event.what())
                .plus(Role.PLAIN, "  " + event.text());
    }

    /** The time of day. */
    static String clock(long timeMs, ZoneId zone) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
                .format(Instant.ofEpochMilli(timeMs).atZone(zone));
    }
}
