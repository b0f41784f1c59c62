package network.ian.app.top;

/** What a piece of text means, and so how it looks. */
enum Role {
    /** An ordinary value. */
    PLAIN,
    /** A value that the eye should find. */
    STRONG,
    /** Names of values, and what matters less. */
    LABEL,
    GOOD,
    WARNING,
    BAD,
    /** The chosen one of several. */
    CHOSEN
}
