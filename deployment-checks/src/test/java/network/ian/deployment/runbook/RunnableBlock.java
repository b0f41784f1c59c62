package network.ian.deployment.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A block of a page that is marked {@code bash run}, and what the {@code text} block behind it says that it prints.
 *
 * @param line of the page where it begins, from 1
 * @param prints regular expressions that are found one after the other in what it prints
 */
record RunnableBlock(String page, int line, String commands, List<Pattern> prints) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(bash run|text)\\n(.*?)^```$");

    /** The blocks of a page, in its order. */
    static List<RunnableBlock> of(String page, String markdown) {
        List<RunnableBlock> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(markdown);
        while (found.find()) {
            if (found.group(1).equals("text")) {
                RunnableBlock last = blocks.remove(blocks.size() - 1);
                blocks.add(new RunnableBlock(page, last.line(), last.commands(), lines(found.group(2))));
            } else {
                int line = (int) markdown.substring(0, found.start()).lines().count() + 1;
                blocks.add(new RunnableBlock(page, line, found.group(2), List.of()));
            }
        }
        return blocks;
    }

    private static List<Pattern> lines(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.strip()
                        .lines()
                        .flatMap(part -> List.of(part.split("\\.\\.\\.", -1)).stream())
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .map(Pattern::compile)
                .toList();
    }

    /** The first line that the page promises and {@code output} does not have, or null. */
    String missing(String output) {
        int from = 0;
        for (Pattern line : prints) {
            Matcher matcher = line.matcher(output);
            if (!matcher.find(from)) {
                return line.pattern();
            }
            from = matcher.end();
        }
        return null;
    }

    @Override
    public String toString() {
        return page + " line " + line + ":\n" + commands;
    }
}
