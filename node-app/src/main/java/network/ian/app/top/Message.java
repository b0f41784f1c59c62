package network.ian.app.top;

/** What the threads that look, listen and read keys tell the one that draws. */
sealed interface Message {

    /** The node answered. */
    record Looked(Answers answers) implements Message {}

    /** It did not; {@code why} is safe to print. */
    record Failed(String why) implements Message {}

    /** An event came in. */
    record Happened(Event event) implements Message {}

    /** Whether events come in now. */
    record Following(boolean follows) implements Message {}

    record Pressed(Key key) implements Message {}

    /** The terminal's size changed. */
    record Resized() implements Message {}

    /** The terminal knows synchronized output. */
    record Synchronizes() implements Message {}

    /** Look whether a signal came. */
    record Woken() implements Message {}

    /** A thread ended with a fault of this program. */
    record Broken(RuntimeException fault) implements Message {}
}
