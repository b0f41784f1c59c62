package network.ian.wasm.hostile;

/** Code that is too long, too deep, unbalanced or of unknown opcodes. */
final class HostileCode {

    private static final String REFUSED = HostileModules.REFUSED;

    private HostileCode() {}

    static void addTo(HostileModules modules) {
        modules.add("code-of-10-mb", REFUSED, new RawAgent().act(new RawBytes().repeat(10_000_000, 0x01)));
        RawAgent functions = new RawAgent().type(RawAgent.NOTHING);
        for (int i = 0; i < 100_000; i++) {
            functions.function(2, RawAgent.NO_LOCALS, new RawBytes().repeat(100, 0x01));
        }
        modules.add("code-of-10-mb-in-100000-functions", REFUSED, functions);
        modules.add("nesting-40000", REFUSED, nested(40_000));
        modules.add(
                "nesting-of-ifs",
                REFUSED,
                new RawAgent()
                        .act(new RawBytes().repeat(20_000, 0x41, 1, 0x04, 0x40).repeat(20_000, 0x0B)));
        modules.add("nesting-250", "MEASURED", nested(250));
        modules.add("unclosed-blocks", REFUSED, new RawAgent().act(new RawBytes().repeat(100, 0x02, 0x40)));
        modules.add("ends-too-many", REFUSED, new RawAgent().act(new RawBytes().repeat(3, 0x0B)));
        modules.add("else-without-if", REFUSED, new RawAgent().act(RawBytes.of(0x05)));
        modules.add(
                "br-table-of-a-million",
                REFUSED,
                new RawAgent().act(RawBytes.of(0x41, 0, 0x0E).u32(1_000_000).repeat(1_000_001, 0)));
        modules.add(
                "br-table-that-lies",
                REFUSED,
                new RawAgent().act(RawBytes.of(0x41, 0, 0x0E).u32(RawBytes.ALL_ONES)));
        modules.add(
                "operands-40000",
                REFUSED,
                new RawAgent().act(new RawBytes().repeat(40_000, 0x41, 0).repeat(40_000, 0x1A)));
        modules.add("opcode-0xff", REFUSED, new RawAgent().act(RawBytes.of(0xFF)));
        modules.add("opcode-0xfc-99", REFUSED, new RawAgent().act(RawBytes.of(0xFC, 99)));
        modules.add(
                "opcode-0xfd-huge",
                REFUSED,
                new RawAgent().act(RawBytes.of(0xFD).u32(RawBytes.ALL_ONES)));
        modules.add("opcode-atomic", REFUSED, new RawAgent().act(RawBytes.of(0xFE, 0x03, 0)));
        modules.add("opcode-gc", REFUSED, new RawAgent().act(RawBytes.of(0xFB, 0x00, 0)));
        modules.add("block-of-a-type-beyond", REFUSED, new RawAgent().act(RawBytes.of(0x02, 40, 0x0B)));
        modules.add("block-of-a-negative-type", REFUSED, new RawAgent().act(RawBytes.of(0x02, 0x41, 0x0B)));
    }

    private static RawAgent nested(int depth) {
        return new RawAgent().act(new RawBytes().repeat(depth, 0x02, 0x40).repeat(depth, 0x0B));
    }
}
