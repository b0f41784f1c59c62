package network.ian.app.top;

import java.util.Optional;

/**
 * Turns a terminal's bytes into keys: ECMA-48 sequences of the arrow keys, and the answer to the question whether it knows
 * synchronized output. Not thread-safe.
 */
final class KeyReader {

    private static final int ESCAPE = 0x1b;
    private static final int LONGEST = 32;
    private static final String KNOWS_SYNCHRONIZED = "[?]2026;[123][$]y";

    private final StringBuilder sequence = new StringBuilder();
    private State state = State.PLAIN;
    private boolean synchronizes;

    private enum State {
        PLAIN,
        ESCAPED,
        IN_SEQUENCE
    }

    /** Takes the next byte; a key if one is complete with it. */
    Optional<Key> take(int octet) {
        if (octet == ESCAPE) {
            state = State.ESCAPED;
            return Optional.empty();
        }
        return switch (state) {
            case PLAIN -> plain(octet);
            case ESCAPED -> escaped(octet);
            case IN_SEQUENCE -> inSequence(octet);
        };
    }

    /** Whether the terminal has said that it knows synchronized output (mode 2026). */
    boolean synchronizes() {
        return synchronizes;
    }

    private static Optional<Key> plain(int octet) {
        return switch (octet) {
            case 'q', 'Q' -> Optional.of(new Key.Quit());
            case '\t', 'l', 'j' -> Optional.of(new Key.NextGoal());
            case 'h', 'k' -> Optional.of(new Key.PreviousGoal());
            case 'p', 'P', ' ' -> Optional.of(new Key.Pause());
            case '?' -> Optional.of(new Key.Help());
            default -> octet >= '1' && octet <= '9' ? Optional.of(new Key.ThatGoal(octet - '1')) : Optional.empty();
        };
    }

    /** CSI and SS3 begin a sequence; anything else after an escape means nothing here. */
    private Optional<Key> escaped(int octet) {
        sequence.setLength(0);
        state = octet == '[' || octet == 'O' ? State.IN_SEQUENCE : State.PLAIN;
        return Optional.empty();
    }

    private Optional<Key> inSequence(int octet) {
        sequence.append((char) octet);
        boolean over = octet >= 0x40 && octet <= 0x7e;
        if (!over && sequence.length() < LONGEST) {
            return Optional.empty();
        }
        state = State.PLAIN;
        if (sequence.toString().matches(KNOWS_SYNCHRONIZED)) {
            synchronizes = true;
        }
        return switch (octet) {
            case 'C', 'B' -> Optional.of(new Key.NextGoal());
            case 'D', 'A', 'Z' -> Optional.of(new Key.PreviousGoal());
            default -> Optional.empty();
        };
    }
}
