package network.ian.wasm.binary;

/** What a module shows under a name. */
public record Export(String name, Kind kind, int index) {

    /** What it is. */
    public enum Kind {
        FUNCTION,
        TABLE,
        MEMORY,
        GLOBAL
    }
}
