package network.ian.app.top;

import java.util.ArrayList;
import java.util.List;
import network.ian.app.cli.DisplayWidth;
import network.ian.app.cli.TerminalText;

/** A line of a picture. Whatever is added is escaped here, so that nothing on a screen can have been forgotten. */
record Line(List<Piece> pieces) {

    static final Line EMPTY = new Line(List.of());

    private static final String ELLIPSIS = "…";

    /** Text that is safe to print. */
    record Piece(String text, Role role) {

        int width() {
            return DisplayWidth.of(text);
        }
    }

    Line {
        pieces = List.copyOf(pieces);
    }

    static Line of(Role role, String text) {
        return EMPTY.plus(role, text);
    }

    /** With more text at the end; any text, also a stranger's. */
    Line plus(Role role, String text) {
        List<Piece> all = new ArrayList<>(pieces);
        all.add(new Piece(TerminalText.escape(text), role));
        return new Line(all);
    }

    Line plus(Line more) {
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(more.pieces);
        return new Line(all);
    }

    /** Columns that it takes. */
    int width() {
        return pieces.stream().mapToInt(Piece::width).sum();
    }

    /** At most this wide; what is cut ends with an ellipsis. */
    Line cut(int columns) {
        if (columns < 1) {
            return EMPTY;
        }
        if (width() <= columns) {
            return this;
        }
        List<Piece> kept = new ArrayList<>();
        int left = columns - 1;
        for (Piece piece : pieces) {
            String beginning = DisplayWidth.beginning(piece.text(), left);
            left -= DisplayWidth.of(beginning);
            if (beginning.length() < piece.text().length()) {
                kept.add(new Piece(beginning + ELLIPSIS, piece.role()));
                break;
            }
            kept.add(piece);
        }
        return new Line(kept);
    }

    /** Exactly this wide: cut, or filled with blanks at the end. */
    Line fitted(int columns) {
        Line cut = cut(columns);
        int missing = columns - cut.width();
        return missing <= 0 ? cut : cut.plus(Role.PLAIN, " ".repeat(missing));
    }

    /** The same with every piece in one role. */
    Line all(Role role) {
        return new Line(
                pieces.stream().map(piece -> new Piece(piece.text(), role)).toList());
    }

    /** Without roles. */
    String text() {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }
}
