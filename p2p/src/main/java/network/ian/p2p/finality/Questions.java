package network.ian.p2p.finality;

/**
 * The questions of one kind that one peer was asked about one goal: one at a time. Answers come in the order of the questions,
 * so an answer to what was answered before, or never asked, is known as such.
 */
final class Questions {

    private int last;
    private int answered;
    private boolean open;
    private long askedNanos;

    /** What an answer is to what was asked. */
    enum Answer {
        EXPECTED,
        /** The question was given up meanwhile. */
        LATE,
        UNSOLICITED
    }

    /** Begins a question; its number. */
    int ask(long nowNanos) {
        open = true;
        askedNanos = nowNanos;
        return ++last;
    }

    Answer answered(int number) {
        if (number <= answered || number > last) {
            return Answer.UNSOLICITED;
        }
        answered = number;
        if (!open || number != last) {
            return Answer.LATE;
        }
        open = false;
        return Answer.EXPECTED;
    }

    void giveUp() {
        open = false;
    }

    boolean open() {
        return open;
    }

    /** Nanoseconds since the open question was asked. */
    long waited(long nowNanos) {
        return nowNanos - askedNanos;
    }
}
