package network.ian.app.endtoend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.app.cli.DisplayWidth;

/** What a terminal shows after the bytes so far: as much of one as knows the sequences that the program sends. */
final class TerminalPicture {

    private static final Pattern TOKEN =
            Pattern.compile("\u001b\\[([?0-9;$]*)([A-Za-z])|(\\P{M}\\p{M}*)", Pattern.DOTALL);

    private final int columns;
    private final List<String[]> cells = new ArrayList<>();
    private int row;
    private int column;

    private TerminalPicture(int rows, int columns) {
        this.columns = columns;
        for (int i = 0; i < rows; i++) {
            cells.add(new String[columns]);
        }
    }

    /** The rows, without trailing blanks. A character beyond the last column, or row, is an error. */
    static List<String> of(String bytes, int rows, int columns) {
        TerminalPicture picture = new TerminalPicture(rows, columns);
        Matcher tokens = TOKEN.matcher(bytes);
        while (tokens.find()) {
            if (tokens.group(3) == null) {
                picture.control(tokens.group(1), tokens.group(2).charAt(0));
            } else {
                picture.put(tokens.group(3));
            }
        }
        return picture.cells.stream().map(TerminalPicture::text).toList();
    }

    private void control(String parameters, char command) {
        switch (command) {
            case 'H' -> {
                String[] place = parameters.split(";", -1);
                row = Integer.parseInt(place[0]) - 1;
                column = Integer.parseInt(place[1]) - 1;
            }
            case 'K' -> {
                for (int i = column; i < columns; i++) {
                    cells.get(row)[i] = null;
                }
            }
            case 'J' -> cells.forEach(line -> Arrays.fill(line, null));
            case 'm', 'h', 'l', 'p' -> {}
            default -> throw new AssertionError("a sequence that is not known here: CSI " + parameters + command);
        }
    }

    private void put(String character) {
        int width = DisplayWidth.of(character);
        if (row >= cells.size() || column + width > columns) {
            throw new AssertionError("'" + character + "' at row " + row + ", column " + column);
        }
        cells.get(row)[column] = character;
        for (int i = 1; i < width; i++) {
            cells.get(row)[column + i] = "";
        }
        column += width;
    }

    private static String text(String[] line) {
        StringBuilder text = new StringBuilder();
        for (String cell : line) {
            text.append(cell == null ? " " : cell);
        }
        return text.toString().stripTrailing();
    }
}
