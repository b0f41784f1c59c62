package network.ian.deployment.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A simple command of a shell script, taken apart well enough to find {@code ian} in it.
 *
 * @param line of the script where it begins, from 0
 */
record ShellCommand(int line, List<String> words) {

    private static final List<String> OF_OTHERS = List.of("exec", "run");
    private static final List<String> PROGRAMS = List.of("ian", "./ian");

    /** All commands of a script, those in {@code $(...)} too. */
    static List<ShellCommand> of(String script) {
        return new Reader(script).commands();
    }

    /** The arguments of {@code ian}, if that is what is run, here or by way of sudo, docker or kubectl. */
    Optional<List<String>> ian() {
        int at = 0;
        while (at < words.size() && words.get(at).matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
            at++;
        }
        at = afterSudo(at);
        if (at >= words.size()) {
            return Optional.empty();
        }
        String program = words.get(at);
        if (PROGRAMS.contains(program)) {
            return Optional.of(words.subList(at + 1, words.size()));
        }
        return program.matches("docker|docker-compose|kubectl|podman|buildah") ? inContainer(at) : Optional.empty();
    }

    private int afterSudo(int from) {
        int at = from;
        if (at < words.size() && words.get(at).matches("sudo|watch|time|nohup")) {
            at++;
            while (at < words.size() && words.get(at).startsWith("-")) {
                at += words.get(at).matches("-[ugn]") ? 2 : 1;
            }
        }
        return at;
    }

    private Optional<List<String>> inContainer(int from) {
        boolean inside = false;
        for (int at = from; at < words.size(); at++) {
            inside |= OF_OTHERS.contains(words.get(at));
            // Of a flag, such as a namespace or a user.
            boolean value = at > from && words.get(at - 1).matches("-.*[^-]|-");
            if (inside && words.get(at).equals("ian") && !value) {
                return Optional.of(words.subList(at + 1, words.size()));
            }
        }
        return Optional.empty();
    }

    /** One pass over the characters. */
    private static final class Reader {

        private final String script;
        private final List<ShellCommand> commands = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private List<String> words = new ArrayList<>();
        private boolean inWord;
        private boolean skipsNext;
        private int line;
        private int first;
        private int at;

        Reader(String script) {
            this.script = script;
        }

        List<ShellCommand> commands() {
            while (at < script.length()) {
                step(script.charAt(at));
                at++;
            }
            endCommand();
            return commands;
        }

        private void step(char c) {
            switch (c) {
                case '\n' -> {
                    endCommand();
                    line++;
                    first = line;
                }
                case '\\' -> escaped();
                case '\'', '"' -> quoted(c);
                case ' ', '\t' -> endWord();
                case '|', ';', '&', '(', ')', '`' -> endCommand();
                case '<', '>' -> redirected(c);
                case '#' -> comment();
                case '$' -> dollar();
                default -> put(c);
            }
        }

        private void put(char c) {
            inWord = true;
            word.append(c);
        }

        private void escaped() {
            at++;
            if (at < script.length() && script.charAt(at) == '\n') {
                endWord();
                line++;
            } else if (at < script.length()) {
                put(script.charAt(at));
            }
        }

        /** Commands within double quotes are taken out and read apart; the rest of the text is one word. */
        private void quoted(char quote) {
            int end = at + 1;
            while (end < script.length() && script.charAt(end) != quote) {
                end += script.charAt(end) == '\\' && quote == '"' ? 2 : 1;
            }
            String text = script.substring(at + 1, Math.min(end, script.length()));
            inWord = true;
            word.append(text);
            if (quote == '"' && text.contains("$(")) {
                int inner = line;
                of(text.substring(text.indexOf("$(") + 2).replaceFirst("\\)[^)]*$", ""))
                        .forEach(found -> commands.add(new ShellCommand(inner + found.line, found.words)));
            }
            line += (int) text.chars().filter(c -> c == '\n').count();
            at = end;
        }

        /** {@code <id>} stands for a value; any other such character sends input or output elsewhere. */
        private void redirected(char c) {
            int end = script.indexOf('>', at);
            if (c == '<' && end > at && script.substring(at + 1, end).matches("[A-Za-z_ .-]+")) {
                word.append(script, at, end + 1);
                inWord = true;
                at = end;
                return;
            }
            if (word.toString().matches("\\d")) {
                word.setLength(0);
                inWord = false;
            }
            endWord();
            while (at + 1 < script.length() && "<>&".indexOf(script.charAt(at + 1)) >= 0) {
                at++;
            }
            skipsNext = true;
        }

        private void comment() {
            if (inWord) {
                put('#');
                return;
            }
            while (at + 1 < script.length() && script.charAt(at + 1) != '\n') {
                at++;
            }
        }

        /** The command in {@code $(...)} is one of its own; what it prints is a value. */
        private void dollar() {
            put('$');
            if (at + 1 < script.length() && script.charAt(at + 1) == '(') {
                int end = closing(at + 1);
                int inner = line;
                of(script.substring(at + 2, end))
                        .forEach(found -> commands.add(new ShellCommand(inner + found.line, found.words)));
                at = end;
            }
        }

        private int closing(int open) {
            int depth = 0;
            for (int end = open; end < script.length(); end++) {
                depth += script.charAt(end) == '(' ? 1 : script.charAt(end) == ')' ? -1 : 0;
                if (depth == 0) {
                    return end;
                }
            }
            return script.length();
        }

        private void endWord() {
            if (inWord && !skipsNext) {
                if (words.isEmpty()) {
                    first = line;
                }
                words.add(word.toString());
            }
            skipsNext = skipsNext && !inWord;
            inWord = false;
            word.setLength(0);
        }

        private void endCommand() {
            endWord();
            if (!words.isEmpty()) {
                commands.add(new ShellCommand(first, List.copyOf(words)));
                words = new ArrayList<>();
            }
            skipsNext = false;
            first = line;
        }
    }
}
