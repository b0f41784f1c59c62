package network.ian.app.top;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import network.ian.app.top.Snapshot.Goal;

/** Makes the lines of a screen: what is shown, where, and what is left out where there is little room. */
final class Layout {

    /** From here on the tables stand beside each other. */
    private static final int WIDE = 110;

    private static final int GAP = 3;
    /** Rows of a section with its head: where there is next to no room, and what each should have before one has more. */
    private static final int LEAST = 3;

    private static final int FAIR = 4;
    private static final int FAIR_FOR_BOARD = 6;

    private final ZoneId zone;

    /** @param zone in which the time of day is shown */
    Layout(ZoneId zone) {
        this.zone = zone;
    }

    /** As many lines as the terminal has rows, none wider than it. */
    List<Line> lines(Picture picture, Size size) {
        return lines(picture, size, true);
    }

    private List<Line> lines(Picture picture, Size size, boolean withEvents) {
        List<Line> lines = new ArrayList<>();
        if (picture.help()) {
            lines.addAll(HelpPage.lines(size.columns()));
        } else {
            List<Line> head = new Head(picture, size.columns(), zone).lines();
            lines.addAll(head);
            lines.addAll(tables(picture, size.columns(), size.rows() - 1 - head.size(), withEvents));
        }
        List<Line> shown = new ArrayList<>(lines.subList(0, Math.min(lines.size(), size.rows() - 1)));
        while (shown.size() < size.rows() - 1) {
            shown.add(Line.EMPTY);
        }
        if (picture.outage().isPresent() && !picture.help()) {
            // The first row says why.
            shown.subList(Math.min(1, shown.size()), shown.size()).replaceAll(line -> line.all(Role.LABEL));
        }
        shown.add(keys(picture, size.columns()));
        return shown;
    }

    /** The picture of a single look: without keys, events, and blank rows at the end. */
    List<Line> once(Picture picture, Size size) {
        List<Line> lines = new ArrayList<>(lines(picture, size, false));
        lines.remove(lines.size() - 1);
        while (!lines.isEmpty() && lines.get(lines.size() - 1).pieces().isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private List<Line> tables(Picture picture, int columns, int rows, boolean withEvents) {
        Optional<Section> board = picture.snapshot().board().map(BoardTable::new);
        Optional<Section> peers = picture.snapshot().peers().map(PeerTable::new);
        Optional<Section> events =
                withEvents ? Optional.of(new EventTable(about(picture), picture.follows(), zone)) : Optional.empty();
        if (columns < WIDE) {
            return below(present(board, peers, events), columns, rows);
        }
        int half = (columns - GAP) / 2;
        List<Line> left = below(present(board), half, rows);
        List<Line> right = below(present(peers, events), columns - GAP - half, rows);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            Line beside = i < right.size() ? right.get(i) : Line.EMPTY;
            Line first = (i < left.size() ? left.get(i) : Line.EMPTY).fitted(half + GAP);
            lines.add(first.plus(beside));
        }
        return lines;
    }

    /** Under each other with a blank row above each. Room beyond what is fair goes to the first ones. */
    private static List<Line> below(List<Section> sections, int columns, int rows) {
        int[] given = new int[sections.size()];
        int left = rows - sections.size();
        for (ToIntFunction<Section> aim : List.<ToIntFunction<Section>>of(s -> LEAST, Layout::fair, Section::wanted)) {
            for (int i = 0; i < given.length; i++) {
                Section section = sections.get(i);
                int enough = Math.min(aim.applyAsInt(section), section.wanted());
                int more = Math.max(0, Math.min(left, enough - given[i]));
                given[i] += more;
                left -= more;
            }
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            if (given[i] > 0) {
                lines.add(Line.EMPTY);
                lines.addAll(sections.get(i).lines(columns, given[i]));
            }
        }
        return lines;
    }

    private static int fair(Section section) {
        return section instanceof BoardTable ? FAIR_FOR_BOARD : FAIR;
    }

    @SafeVarargs
    private static List<Section> present(Optional<Section>... sections) {
        List<Section> present = new ArrayList<>();
        for (Optional<Section> section : sections) {
            section.ifPresent(present::add);
        }
        return present;
    }

    private static List<Event> about(Picture picture) {
        Optional<String> goal = picture.snapshot().goal().map(Goal::id);
        return picture.events().stream()
                .filter(event -> event.goal().isEmpty() || event.goal().equals(goal))
                .toList();
    }

    private static Line keys(Picture picture, int columns) {
        Row row = new Row(columns, picture.paused() ? "PAUSED" : "keys");
        row.fact(key("q", "quit"));
        row.fact(picture.help() ? key("?", "back") : key("?", "help"));
        row.fact(picture.paused() ? key("p", "go on") : key("p", "pause"));
        if (picture.snapshot().goals().size() > 1) {
            row.fact(key("←→ 1-9", "goal"));
        }
        return row.line();
    }

    private static Line key(String key, String what) {
        return Line.of(Role.STRONG, key).plus(Role.LABEL, " " + what);
    }
}
