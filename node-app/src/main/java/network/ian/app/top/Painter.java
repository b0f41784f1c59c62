package network.ian.app.top;

import network.ian.app.cli.DisplayWidth;
import network.ian.app.cli.Style;
import network.ian.app.top.Line.Piece;

/** Turns lines into what a terminal takes: colours for roles, and ASCII where it shows nothing else. */
final class Painter {

    private static final String BEYOND_ASCII = Sparkline.BARS + Sparkline.NONE + "▲▼←→…";
    private static final String IN_ASCII = "_.-=+*#@" + "." + "^v<>~";

    private final Style style;

    Painter(Style style) {
        this.style = style;
    }

    String paint(Line line) {
        StringBuilder painted = new StringBuilder();
        line.pieces().forEach(piece -> painted.append(painted(piece)));
        return painted.toString();
    }

    private String painted(Piece piece) {
        String text = style.unicode() ? piece.text() : ascii(piece.text());
        return switch (piece.role()) {
            case PLAIN -> text;
            case STRONG -> style.bold(text);
            case LABEL -> style.dim(text);
            case GOOD -> style.green(text);
            case WARNING -> style.yellow(text);
            case BAD -> style.bold(style.red(text));
            case CHOSEN -> style.reverse(text);
        };
    }

    /**
     * As wide as before. Where the terminal does not read UTF-8, the bytes of other characters could even be control codes to
     * it.
     */
    private static String ascii(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(c -> {
            int known = BEYOND_ASCII.indexOf(c);
            if (c < 0x80) {
                plain.append((char) c);
            } else if (known >= 0) {
                plain.append(IN_ASCII.charAt(known));
            } else {
                plain.append("?".repeat(DisplayWidth.of(Character.toString(c))));
            }
        });
        return plain.toString();
    }
}
