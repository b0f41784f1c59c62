package network.ian.core.journal;

/** Takes the entries of a journal in the order in which they were appended. */
@FunctionalInterface
public interface EntrySink {

    /**
     * Takes one entry.
     *
     * @param row the same object for every entry; it and whatever it lends are valid only during the call
     */
    void entry(EntryRow row);

    /** Takes nothing. */
    static EntrySink none() {
        return row -> {};
    }
}
