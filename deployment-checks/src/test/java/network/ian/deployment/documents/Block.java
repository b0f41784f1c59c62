package network.ian.deployment.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A part of a document of one kind.
 *
 * @param line of its first line, from 1
 */
record Block(Kind kind, int line, String text) {

    /** How to read it. */
    enum Kind {
        PROSE,
        /** Commands for a shell. */
        SHELL,
        /** Any other code. */
        DATA
    }

    private static final String FENCE = "```";
    private static final Pattern SHELL = Pattern.compile("(bash|sh|console)?( .*)?");
    /** A command, and behind three spaces or more what it does. */
    private static final Pattern SHOWN = Pattern.compile("^ {4}((\\./)?ian .*?)( {3,}.*)?$");

    /** The blocks of a markdown document. */
    static List<Block> of(String markdown) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = markdown.lines().toList();
        StringBuilder text = new StringBuilder();
        Kind kind = Kind.PROSE;
        int first = 1;
        boolean fenced = false;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            boolean fence = line.strip().startsWith(FENCE);
            if (fence || (!fenced && line.isBlank())) {
                add(blocks, kind, first, text);
                first = index + 2;
                fenced = fence != fenced;
                kind = fenced ? kind(line.strip().substring(FENCE.length())) : Kind.PROSE;
            } else if (!fenced && SHOWN.matcher(line).matches()) {
                add(blocks, kind, first, text);
                blocks.add(new Block(Kind.SHELL, index + 1, SHOWN.matcher(line).replaceAll("$1")));
                first = index + 2;
            } else {
                text.append(line).append('\n');
            }
        }
        add(blocks, kind, first, text);
        return blocks;
    }

    private static Kind kind(String language) {
        return SHELL.matcher(language).matches() ? Kind.SHELL : Kind.DATA;
    }

    private static void add(List<Block> blocks, Kind kind, int line, StringBuilder text) {
        if (!text.isEmpty()) {
            blocks.add(new Block(kind, line, text.toString()));
        }
        text.setLength(0);
    }

    /** The line of the document at an offset of the text. */
    int lineAt(int offset) {
        return line
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
