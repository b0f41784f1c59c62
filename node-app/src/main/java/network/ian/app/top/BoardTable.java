package network.ian.app.top;

import java.util.ArrayList;
import java.util.List;
import network.ian.app.top.Snapshot.Board;
import network.ian.app.top.Snapshot.Ranked;

/** The leaderboard's beginning, with who has moved within the last minute. */
final class BoardTable implements Section {

    private static final List<Column<Ranked>> COLUMNS = List.of(
            Column.right("RANK", 4, 0, entry -> Line.of(Role.PLAIN, Integer.toString(entry.rank()))),
            Column.right("MOVE", 4, 1, BoardTable::movement),
            Column.right("SCORE", 8, 0, entry -> Line.of(Role.STRONG, Words.decimal(entry.score()))),
            Column.right("REWARD", 8, 3, entry -> Line.of(Role.PLAIN, Words.decimal(entry.reward()))),
            Column.right("RISK", 8, 4, entry -> Line.of(Role.PLAIN, Words.decimal(entry.risk()))),
            Column.growing("CONTRIBUTOR", 11, 0, entry -> Line.of(Role.PLAIN, entry.contributorId())),
            Column.right("INDEX", 8, 2, BoardTable::index));

    private final Board board;

    BoardTable(Board board) {
        this.board = board;
    }

    @Override
    public int wanted() {
        return 1 + Math.max(1, board.entries().size());
    }

    @Override
    public List<Line> lines(int columns, int rows) {
        Grid<Ranked> grid = new Grid<>(columns, COLUMNS);
        List<Line> lines = new ArrayList<>();
        lines.add(grid.head());
        if (board.entries().isEmpty()) {
            lines.add(Line.of(Role.LABEL, "nothing is ranked yet").cut(columns));
        }
        board.entries().forEach(entry -> lines.add(grid.row(entry)));
        return lines.subList(0, Math.min(rows, lines.size()));
    }

    private static Line movement(Ranked entry) {
        if (entry.movement().isNew()) {
            return Line.of(Role.GOOD, "new");
        }
        int up = entry.movement().up();
        if (up == 0) {
            return Line.EMPTY;
        }
        return up > 0 ? Line.of(Role.GOOD, "▲" + up) : Line.of(Role.LABEL, "▼" + -up);
    }

    private static Line index(Ranked entry) {
        return entry.logIndex().isPresent()
                ? Line.of(Role.PLAIN, Words.count(entry.logIndex().getAsLong()))
                : Line.of(Role.LABEL, "-");
    }
}
