package network.ian.wasm.hostile;

/** Numbers whose LEB128 encoding is padded, endless or above its range. */
final class HostileNumbers {

    private static final String REFUSED = HostileModules.REFUSED;

    private HostileNumbers() {}

    static void addTo(HostileModules modules) {
        modules.add(
                "leb128-of-six-bytes",
                REFUSED,
                RawBytes.of(RawAgent.HEADER).add(1, 0x86, 0x80, 0x80, 0x80, 0x80, 0x00, 0));
        modules.add(
                "leb128-without-end",
                REFUSED,
                RawBytes.of(RawAgent.HEADER).add(1).repeat(1_000_000, 0x80));
        modules.add(
                "leb128-above-32-bits", REFUSED, RawBytes.of(RawAgent.HEADER).add(1, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F));
        modules.add(
                "leb128-padded", "MEASURED", new RawAgent().act(RawBytes.of(0x41, 0x81, 0x80, 0x80, 0x80, 0x00, 0x1A)));
        modules.add(
                "i32-constant-of-six-bytes",
                REFUSED,
                new RawAgent().act(RawBytes.of(0x41, 0x81, 0x80, 0x80, 0x80, 0x80, 0x00, 0x1A)));
        modules.add(
                "i32-constant-above-32-bits",
                REFUSED,
                new RawAgent().act(RawBytes.of(0x41, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x1A)));
        modules.add(
                "i64-constant-of-eleven-bytes",
                REFUSED,
                new RawAgent().act(RawBytes.of(0x42).repeat(10, 0x80).add(0, 0x1A)));
        modules.add("reserved-byte-of-memory-size", REFUSED, new RawAgent().act(RawBytes.of(0x3F, 1, 0x1A)));
        modules.add(
                "alignment-4294967295",
                REFUSED,
                new RawAgent()
                        .act(RawBytes.of(0x41, 0, 0x28).u32(RawBytes.ALL_ONES).add(0, 0x1A)));
        modules.add("memory-of-two-indices", REFUSED, new RawAgent().act(RawBytes.of(0x41, 0, 0x28, 0x42, 0, 0, 0x1A)));
    }
}
