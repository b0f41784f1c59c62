package network.ian.deployment.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import network.ian.deployment.documents.Mention.Kind;

/** Finds in a document what it says exists. */
final class Mentions {

    private static final Pattern METRIC =
            Pattern.compile("(?<![A-Za-z0-9_.:/$-])ian_[a-z0-9_]*[a-z0-9*](?![A-Za-z0-9_.-]*[/(])");
    private static final Pattern VARIABLE = Pattern.compile("(?<![A-Za-z0-9_])IAN_[A-Z0-9_]*[A-Z0-9](?![A-Za-z0-9_*])");
    private static final Pattern API = Pattern.compile("/api/v1(?:/[A-Za-z0-9_{}$<>.-]*)*");
    private static final Pattern ON_NODE = Pattern.compile("https?://[^\\s/'\"`|)]+:8000(/[A-Za-z0-9_{}/$<>.-]*)");
    private static final Pattern PLAIN =
            Pattern.compile("(?:(?:GET|HEAD|POST|DELETE) )?(/(?:health|status|metrics|ready)(?:/[a-z]+)*)");
    private static final Pattern SPAN = Pattern.compile("(`+)([^`]+)\\1");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FLAG = Pattern.compile("--[a-z0-9][a-z0-9-]*");
    private static final Pattern FILE = Pattern.compile(
            "(?:\\./)?((?:\\.ci|docs|docker|kubernetes|deploy|scripts|runbook|node-core|p2p|tau-bridge|http-api|node-app"
                    + "|simulation|benchmarks|deployment-checks)/[A-Za-z0-9_./*-]*)");
    /** Where the documents have the data directory: in the container, on its host, or anywhere. */
    private static final Pattern DATA_FILE = Pattern.compile(
            "(?:/data/ian/|/data/(?!ian\\b)|/var/lib/ian/|<data dir>/|~/\\.ian/|((?=[a-z_]+\\.(?:json|token|lock|address)$)))([A-Za-z0-9_.<>*-][A-Za-z0-9_./<>*-]*)");

    private final String document;
    private final List<Mention> found = new ArrayList<>();

    private Mentions(String document) {
        this.document = document;
    }

    /** All of a document, in no particular order. */
    static List<Mention> of(String document, String markdown) {
        Mentions mentions = new Mentions(document);
        Block.of(markdown).forEach(mentions::read);
        return mentions.found;
    }

    private void read(Block block) {
        everywhere(block, METRIC, Kind.METRIC);
        everywhere(block, VARIABLE, Kind.VARIABLE);
        everywhere(block, API, Kind.ENDPOINT);
        ON_NODE.matcher(block.text())
                .results()
                .filter(url -> !url.group(1).startsWith("/api/v1"))
                .forEach(url -> add(block, url.start(), Kind.ENDPOINT, url.group(1)));
        switch (block.kind()) {
            case SHELL -> commands(block);
            case PROSE -> prose(block);
            case DATA -> {}
        }
    }

    private void everywhere(Block block, Pattern pattern, Kind kind) {
        pattern.matcher(block.text())
                .results()
                .forEach(match -> add(block, match.start(), kind, match.group().replaceAll("(?<![.])[.]$", "")));
    }

    private void commands(Block block) {
        for (ShellCommand command : ShellCommand.of(block.text())) {
            int line = block.line() + command.line();
            command.ian()
                    .ifPresent(arguments ->
                            found.add(new Mention(document, line, Kind.COMMAND_LINE, String.join("\t", arguments))));
            command.words().forEach(word -> files(line, word));
        }
    }

    private void prose(Block block) {
        LINK.matcher(block.text())
                .results()
                .filter(link -> !link.group(1).contains("://"))
                .forEach(link -> add(block, link.start(), Kind.LINK, link.group(1)));
        for (MatchResult span : SPAN.matcher(block.text()).results().toList()) {
            String text = span.group(2).replace('\n', ' ').strip();
            int line = block.lineAt(span.start());
            if (text.matches("(\\./)?ian [a-z-].*")) {
                found.add(new Mention(document, line, Kind.COMMAND, text.replaceFirst("^(\\./)?ian ", "")));
            } else if (FLAG.matcher(text.split("[ =]", 2)[0]).matches()) {
                found.add(new Mention(document, line, Kind.FLAG, text.split("[ =]", 2)[0]));
            } else if (PLAIN.matcher(text).matches()) {
                found.add(new Mention(
                        document, line, Kind.ENDPOINT, PLAIN.matcher(text).replaceFirst("$1")));
            }
            files(line, text);
        }
    }

    private void files(int line, String word) {
        // What the build makes is in no repository.
        if (FILE.matcher(word).matches() && !word.contains("/target/")) {
            found.add(new Mention(document, line, Kind.FILE, FILE.matcher(word).replaceFirst("$1")));
        }
        if (DATA_FILE.matcher(word).matches()) {
            found.add(new Mention(
                    document, line, Kind.DATA_FILE, DATA_FILE.matcher(word).replaceFirst("$2")));
        }
    }

    private void add(Block block, int offset, Kind kind, String text) {
        found.add(new Mention(document, block.lineAt(offset), kind, text));
    }
}
