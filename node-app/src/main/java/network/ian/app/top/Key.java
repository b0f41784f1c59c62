package network.ian.app.top;

/** What a person at the terminal wants. */
sealed interface Key {

    record Quit() implements Key {}

    record NextGoal() implements Key {}

    record PreviousGoal() implements Key {}

    /** The goal at an index from 0. */
    record ThatGoal(int index) implements Key {}

    record Pause() implements Key {}

    record Help() implements Key {}
}
