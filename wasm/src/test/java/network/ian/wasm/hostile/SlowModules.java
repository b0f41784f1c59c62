package network.ian.wasm.hostile;

/** Modules as large as the limits let through: to validate or translate them takes its time, but a bounded one. */
final class SlowModules {

    private static final String REFUSED = HostileModules.REFUSED;

    private SlowModules() {}

    static void addTo(HostileModules modules) {
        RawBytes targets = new RawBytes();
        for (int i = 0; i < 30; i++) {
            targets.add(0x41, 0, 0x0E).u32(4_000).repeat(4_001, 99);
        }
        modules.add(
                "br-tables-across-99-blocks",
                "MEASURED",
                new RawAgent()
                        .act(new RawBytes()
                                .repeat(99, 0x02, 0x40)
                                .add(0x02, 0x40)
                                .add(targets)
                                .repeat(100, 0x0B)));
        RawBytes sixteen = RawBytes.of(0x60, 16).repeat(16, 0x7E).add(16).repeat(16, 0x7E);
        modules.add(
                "blocks-of-sixteen-parameters",
                REFUSED,
                new RawAgent()
                        .type(sixteen)
                        .act(new RawBytes()
                                .repeat(16, 0x42, 1)
                                .repeat(8_000, 0x02, 2, 0x0B)
                                .repeat(16, 0x1A)));
        modules.add(
                "sums-without-end",
                "MEASURED",
                new RawAgent()
                        .act(new RawBytes()
                                .add(0x41, 1)
                                .repeat(40_000, 0x41, 1, 0x6A)
                                .add(0x1A)));
        RawAgent full = new RawAgent().type(RawAgent.NOTHING);
        for (int i = 0; i < 2_000; i++) {
            full.function(
                    2,
                    RawAgent.NO_LOCALS,
                    new RawBytes().add(0x44).repeat(8, 0).repeat(100, 0x9F).add(0x1A));
        }
        modules.add("functions-2000", "MEASURED", full);
        RawAgent wide = new RawAgent();
        wide.act(
                RawBytes.of(1).u32(1_990).add(0x7C),
                new RawBytes().repeat(8_000, 0x20, 0xC0, 0x0F, 0x20, 2, 0xA0, 0x21, 3));
        modules.add("sums-of-2000-locals", "MEASURED", wide);
        modules.add("loops-4000-in-a-row", "MEASURED", loops(4_000));
        modules.add("loops-8000-in-a-row", REFUSED, loops(8_000));
        RawBytes branches = new RawBytes().repeat(250, 0x02, 0x40);
        for (int i = 0; i < 20_000; i++) {
            branches.add(0x41, 0, 0x0D, 0x79);
        }
        modules.add("branches-20000-across-121-blocks", "MEASURED", new RawAgent().act(branches.repeat(250, 0x0B)));
    }

    private static RawAgent loops(int count) {
        return new RawAgent().act(new RawBytes().repeat(count, 0x03, 0x40, 0x0B));
    }
}
