package network.ian.wasm.hostile;

/** Counts of locals, types, entries and bytes that are huge or lie. */
final class HostileCounts {

    private static final String REFUSED = HostileModules.REFUSED;

    private HostileCounts() {}

    static void addTo(HostileModules modules) {
        modules.add(
                "locals-50000",
                REFUSED,
                new RawAgent().act(RawBytes.of(1).u32(50_000).add(0x7E), new RawBytes()));
        modules.add(
                "locals-4294967295",
                REFUSED,
                new RawAgent().act(RawBytes.of(1).u32(RawBytes.ALL_ONES).add(0x7E), new RawBytes()));
        modules.add(
                "locals-that-overflow-in-sum",
                REFUSED,
                new RawAgent()
                        .act(
                                RawBytes.of(2)
                                        .u32(RawBytes.ALL_ONES)
                                        .add(0x7E)
                                        .u32(2)
                                        .add(0x7F),
                                new RawBytes()));
        modules.add(
                "locals-in-1000000-groups-of-none",
                REFUSED,
                new RawAgent().act(new RawBytes().u32(1_000_000).repeat(1_000_000, 0, 0x7F), new RawBytes()));
        RawAgent types = new RawAgent();
        RawAgent globals = new RawAgent();
        RawAgent exports = new RawAgent();
        RawAgent datas = new RawAgent();
        RawAgent locals = new RawAgent().type(RawAgent.NOTHING);
        for (int i = 0; i < 100_000; i++) {
            types.type(RawAgent.NOTHING);
            globals.global(RawBytes.of(0x7F, 0, 0x41, 0, 0x0B));
            exports.export(new RawBytes().name("e" + i).add(0, 0));
            datas.data(RawBytes.of(1, 0));
        }
        for (int i = 0; i < 4_000; i++) {
            locals.function(2, RawBytes.of(1).u32(2_000).add(0x7E), new RawBytes());
        }
        modules.add("types-100000", REFUSED, types);
        modules.add("globals-100000", REFUSED, globals);
        modules.add("exports-100000", REFUSED, exports);
        modules.add("data-segments-100000", REFUSED, datas);
        modules.add("locals-8000000-in-all", REFUSED, locals);
        modules.add(
                "parameters-1000",
                REFUSED,
                new RawAgent()
                        .type(RawBytes.of(0x60).u32(1_000).repeat(1_000, 0x7F).add(0)));
        modules.add(
                "results-1000",
                REFUSED,
                new RawAgent().type(RawBytes.of(0x60, 0).u32(1_000).repeat(1_000, 0x7F)));
        modules.add(
                "export-name-of-10-mb",
                REFUSED,
                new RawAgent()
                        .export(new RawBytes().name("x".repeat(10_000_000)).add(0, 0)));
        for (int id : new int[] {1, 3, 4, 5, 6, 7, 9, 11, 12}) {
            modules.add(
                    "count-that-lies-in-section-" + id,
                    REFUSED,
                    RawBytes.of(RawAgent.HEADER).section(id, new RawBytes().u32(RawBytes.ALL_ONES)));
        }
        modules.add(
                "count-of-code-that-lies",
                REFUSED,
                RawBytes.of(RawAgent.HEADER).section(10, new RawBytes().u32(RawBytes.ALL_ONES)));
    }
}
