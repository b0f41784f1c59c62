package network.ian.wasm.hostile;

/** Table indices and segments of elements at and beyond every end. */
final class HostileTables {

    private static final String REFUSED = HostileModules.REFUSED;

    private HostileTables() {}

    static void addTo(HostileModules modules) {
        modules.add("table-index-padded", "MEASURED", indirect(RawBytes.of(0x80, 0x80, 0x80, 0x80, 0)));
        modules.add("table-index-of-1-padded", REFUSED, indirect(RawBytes.of(0x81, 0x80, 0)));
        modules.add("table-index-of-six-bytes", REFUSED, indirect(RawBytes.of(0x80, 0x80, 0x80, 0x80, 0x80, 0)));
        modules.add("elements-at-the-end-of-the-table", "MEASURED", elements(1));
        modules.add("elements-of-none-beyond-the-table", "EVALUATION_ERROR", elements(2));
        modules.add("elements-of-none-at-4294967295", "EVALUATION_ERROR", elements(0x7F));
        modules.add("elements-at-4294967295", "EVALUATION_ERROR", elements(0x7F, 0));
        modules.add("elements-around-4294967295", "EVALUATION_ERROR", elements(0x7F, 0, 0));
        modules.add(
                "elements-of-none-without-a-table",
                REFUSED,
                new RawAgent().beforeCode(RawBytes.of(9, 6, 1, 0, 0x41, 0, 0x0B, 0)));
    }

    /** Calls function 2 by the table. */
    private static RawAgent indirect(RawBytes tableIndex) {
        return new RawAgent()
                .type(RawAgent.NOTHING)
                .function(2, RawAgent.NO_LOCALS, new RawBytes())
                .beforeMemory(RawBytes.of(4, 4, 1, 0x70, 0, 1))
                .beforeCode(RawBytes.of(9, 7, 1, 0, 0x41, 0, 0x0B, 1, 2))
                .act(RawBytes.of(0x41, 0, 0x11, 2).add(tableIndex));
    }

    /** A table of one entry and a segment of functions at {@code offset}. */
    private static RawAgent elements(int offset, int... functions) {
        RawBytes segment =
                RawBytes.of(1, 0, 0x41, offset, 0x0B, functions.length).add(functions);
        return new RawAgent()
                .beforeMemory(RawBytes.of(4, 4, 1, 0x70, 0, 1))
                .beforeCode(new RawBytes().section(9, segment));
    }
}
