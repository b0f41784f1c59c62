package network.ian.deployment.documents;

/**
 * Something that a document says exists.
 *
 * @param document path in the repository
 * @param line from 1
 */
record Mention(String document, int line, Kind kind, String text) {

    /** What it is said to be. */
    enum Kind {
        /** A line of a shell that runs {@code ian}: its arguments, a tab between two. */
        COMMAND_LINE,
        /** {@code ian ...} within a sentence, with whatever stands for values. */
        COMMAND,
        /** {@code --flag} alone within a sentence. */
        FLAG,
        METRIC,
        VARIABLE,
        ENDPOINT,
        /** Target of a link, as it stands there. */
        LINK,
        /** A path in the repository. */
        FILE,
        /** A path in a node's data directory, relative to it. */
        DATA_FILE
    }

    /** What is wrong with it, for a person who mends the document. */
    String problem(String what) {
        return document + ":" + line + ": " + text.replace('\t', ' ') + ": " + what;
    }
}
