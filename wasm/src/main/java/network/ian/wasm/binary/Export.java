package network.ian.wasm.binary;

/** What a module shows under a name. */
public record Export(String name, Kind kind, int index) {

    /** What it is. */
    public enum Kind {
        FUNCTION(0),
        TABLE(1),
        MEMORY(2),
        GLOBAL(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** The byte that stands for it in the binary format. */
        public int code() {
            return code;
        }
    }
}
