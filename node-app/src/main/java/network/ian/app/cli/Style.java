package network.ian.app.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a terminal can show.
 *
 * @param moves whether the cursor can be moved, so that a picture can be redrawn in place
 * @param colour whether to use colour; see no-color.org
 * @param unicode whether characters beyond ASCII show
 */
public record Style(boolean moves, boolean colour, boolean unicode) {

    /** For a pipe or a file. */
    public static final Style PLAIN = new Style(false, false, false);

    private static final String END = "\u001b[0m";

    /** As the environment of a process that writes to a terminal says. */
    public static Style of(boolean terminal, Map<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "");
        if (!terminal || kind.isEmpty() || kind.equals("dumb")) {
            return PLAIN;
        }
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty();
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return new Style(true, colour, locale.contains("utf-8") || locale.contains("utf8"));
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String green(String text) {
        return paint("32", text);
    }

    public String red(String text) {
        return paint("31", text);
    }

    public String yellow(String text) {
        return paint("33", text);
    }

    /** Text and ground exchanged. */
    public String reverse(String text) {
        return paint("7", text);
    }

    /** One of six colours, so that things of a kind can be told apart. */
    public String hue(int which, String text) {
        return paint(Integer.toString(31 + Math.floorMod(which, 6)), text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + END : text;
    }
}
