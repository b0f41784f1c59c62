package network.ian.wasm.hostile;

/** Sections that are missing, doubled, out of order, unknown, or longer or shorter than they say. */
final class HostileSections {

    private static final String REFUSED = HostileModules.REFUSED;

    private HostileSections() {}

    static void addTo(HostileModules modules) {
        modules.add("empty", REFUSED, new RawBytes());
        modules.add("header-only", REFUSED, RawBytes.of(RawAgent.HEADER));
        modules.add("version-2", REFUSED, RawBytes.of(0, 'a', 's', 'm', 2, 0, 0, 0));
        modules.add("component", REFUSED, RawBytes.of(0, 'a', 's', 'm', 0x0D, 0, 1, 0));
        modules.add(
                "text-format", REFUSED, new RawBytes().add("(module)".chars().toArray()));
        modules.add("megabytes-of-zeros", REFUSED, new RawBytes().repeat(4_000_000, 0));
        modules.add("section-twice", REFUSED, new RawAgent().beforeTypes(RawBytes.of(1, 1, 0)));
        modules.add("section-out-of-order", REFUSED, new RawAgent().atTheEnd(RawBytes.of(4, 1, 0)));
        modules.add("section-unknown", REFUSED, new RawAgent().atTheEnd(RawBytes.of(14, 0)));
        modules.add("section-of-tags", REFUSED, new RawAgent().beforeCode(RawBytes.of(13, 3, 1, 0, 0)));
        modules.add(
                "section-longer-than-the-module",
                REFUSED,
                new RawAgent().atTheEnd(RawBytes.of(0).u32(RawBytes.ALL_ONES)));
        modules.add(
                "section-longer-than-its-content",
                REFUSED,
                new RawAgent().beforeTypes(RawBytes.of(1, 5, 0, 0, 0, 0, 0)));
        modules.add(
                "section-shorter-than-its-content",
                REFUSED,
                RawBytes.of(RawAgent.HEADER).add(1, 1, 1, 0x60, 0, 0));
        modules.add(
                "custom-section-of-5-mb",
                "MEASURED",
                new RawAgent()
                        .atTheEnd(new RawBytes()
                                .section(0, new RawBytes().name("x").repeat(5_000_000, 0xFF))));
        modules.add(
                "custom-name-section-that-lies",
                "MEASURED",
                new RawAgent()
                        .atTheEnd(new RawBytes()
                                .section(
                                        0,
                                        new RawBytes()
                                                .name("name")
                                                .add(1)
                                                .u32(RawBytes.ALL_ONES)
                                                .u32(RawBytes.ALL_ONES))));
        modules.add(
                "custom-sections-900", "MEASURED", new RawAgent().atTheEnd(new RawBytes().repeat(900, 0, 2, 1, 'x')));
        modules.add(
                "custom-sections-100000", REFUSED, new RawAgent().atTheEnd(new RawBytes().repeat(100_000, 0, 1, 0)));
        modules.add("custom-section-without-name", REFUSED, new RawAgent().atTheEnd(RawBytes.of(0, 0)));
        modules.add(
                "custom-section-of-broken-name", REFUSED, new RawAgent().atTheEnd(RawBytes.of(0, 3, 2, 0xC0, 0x80)));
        modules.add(
                "custom-section-whose-name-is-longer",
                REFUSED,
                new RawAgent().atTheEnd(RawBytes.of(0, 3, 100, 'a', 'b')));
        modules.add("export-of-a-broken-name", REFUSED, new RawAgent().export(RawBytes.of(2, 0xFF, 0xFE, 0, 0)));
        modules.add(
                "export-of-control-characters",
                "MEASURED",
                new RawAgent()
                        .export(new RawBytes().name("\u001b[2J\u0000\u202e").add(0, 0)));
        modules.add("bytes-after-the-end", REFUSED, new RawAgent().atTheEnd(RawBytes.of(0xDE, 0xAD)));
    }
}
