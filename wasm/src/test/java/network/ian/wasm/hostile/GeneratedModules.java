package network.ian.wasm.hostile;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.Bytes;

/** Modules that are too large or too broken for the text format. */
public final class GeneratedModules {

    private static final String REFUSED = "INVALID_STRUCTURE";
    private static final RawBytes NO_LOCALS = RawBytes.of(0);
    private static final RawBytes NOTHING = RawBytes.of(0x60, 0, 0);
    private static final long ALL_ONES = 0xFFFFFFFFL;

    private final List<HostileModule> all = new ArrayList<>();

    public static List<HostileModule> all() {
        GeneratedModules modules = new GeneratedModules();
        modules.code();
        modules.counts();
        modules.sections();
        modules.numbers();
        modules.tables();
        modules.slowToValidate();
        return List.copyOf(modules.all);
    }

    private void code() {
        add("code-of-10-mb", REFUSED, new RawAgent().act(new RawBytes().repeat(10_000_000, 0x01)));
        RawAgent functions = new RawAgent().type(NOTHING);
        for (int i = 0; i < 100_000; i++) {
            functions.function(2, NO_LOCALS, new RawBytes().repeat(100, 0x01));
        }
        add("code-of-10-mb-in-100000-functions", REFUSED, functions);
        add("nesting-40000", REFUSED, nested(40_000));
        add(
                "nesting-of-ifs",
                REFUSED,
                new RawAgent()
                        .act(new RawBytes().repeat(20_000, 0x41, 1, 0x04, 0x40).repeat(20_000, 0x0B)));
        add("nesting-250", "MEASURED", nested(250));
        add("unclosed-blocks", REFUSED, new RawAgent().act(new RawBytes().repeat(100, 0x02, 0x40)));
        add("ends-too-many", REFUSED, new RawAgent().act(new RawBytes().repeat(3, 0x0B)));
        add("else-without-if", REFUSED, new RawAgent().act(RawBytes.of(0x05)));
        add(
                "br-table-of-a-million",
                REFUSED,
                new RawAgent().act(RawBytes.of(0x41, 0, 0x0E).u32(1_000_000).repeat(1_000_001, 0)));
        add(
                "br-table-that-lies",
                REFUSED,
                new RawAgent().act(RawBytes.of(0x41, 0, 0x0E).u32(ALL_ONES)));
        add(
                "operands-40000",
                REFUSED,
                new RawAgent().act(new RawBytes().repeat(40_000, 0x41, 0).repeat(40_000, 0x1A)));
        add("opcode-0xff", REFUSED, new RawAgent().act(RawBytes.of(0xFF)));
        add("opcode-0xfc-99", REFUSED, new RawAgent().act(RawBytes.of(0xFC, 99)));
        add("opcode-0xfd-huge", REFUSED, new RawAgent().act(RawBytes.of(0xFD).u32(ALL_ONES)));
        add("opcode-atomic", REFUSED, new RawAgent().act(RawBytes.of(0xFE, 0x03, 0)));
        add("opcode-gc", REFUSED, new RawAgent().act(RawBytes.of(0xFB, 0x00, 0)));
        add("block-of-a-type-beyond", REFUSED, new RawAgent().act(RawBytes.of(0x02, 40, 0x0B)));
        add("block-of-a-negative-type", REFUSED, new RawAgent().act(RawBytes.of(0x02, 0x41, 0x0B)));
    }

    private static RawAgent loops(int count) {
        return new RawAgent().act(new RawBytes().repeat(count, 0x03, 0x40, 0x0B));
    }

    private static RawAgent nested(int depth) {
        return new RawAgent().act(new RawBytes().repeat(depth, 0x02, 0x40).repeat(depth, 0x0B));
    }

    private void counts() {
        add(
                "locals-50000",
                REFUSED,
                new RawAgent().act(RawBytes.of(1).u32(50_000).add(0x7E), new RawBytes()));
        add(
                "locals-4294967295",
                REFUSED,
                new RawAgent().act(RawBytes.of(1).u32(ALL_ONES).add(0x7E), new RawBytes()));
        add(
                "locals-that-overflow-in-sum",
                REFUSED,
                new RawAgent().act(RawBytes.of(2).u32(ALL_ONES).add(0x7E).u32(2).add(0x7F), new RawBytes()));
        add(
                "locals-in-1000000-groups-of-none",
                REFUSED,
                new RawAgent().act(new RawBytes().u32(1_000_000).repeat(1_000_000, 0, 0x7F), new RawBytes()));
        RawAgent types = new RawAgent();
        RawAgent globals = new RawAgent();
        RawAgent exports = new RawAgent();
        RawAgent datas = new RawAgent();
        RawAgent locals = new RawAgent().type(NOTHING);
        for (int i = 0; i < 100_000; i++) {
            types.type(NOTHING);
            globals.global(RawBytes.of(0x7F, 0, 0x41, 0, 0x0B));
            exports.export(new RawBytes().name("e" + i).add(0, 0));
            datas.data(RawBytes.of(1, 0));
        }
        for (int i = 0; i < 4_000; i++) {
            locals.function(2, RawBytes.of(1).u32(2_000).add(0x7E), new RawBytes());
        }
        add("types-100000", REFUSED, types);
        add("globals-100000", REFUSED, globals);
        add("exports-100000", REFUSED, exports);
        add("data-segments-100000", REFUSED, datas);
        add("locals-8000000-in-all", REFUSED, locals);
        add(
                "parameters-1000",
                REFUSED,
                new RawAgent()
                        .type(RawBytes.of(0x60).u32(1_000).repeat(1_000, 0x7F).add(0)));
        add(
                "results-1000",
                REFUSED,
                new RawAgent().type(RawBytes.of(0x60, 0).u32(1_000).repeat(1_000, 0x7F)));
        add(
                "export-name-of-10-mb",
                REFUSED,
                new RawAgent()
                        .export(new RawBytes().name("x".repeat(10_000_000)).add(0, 0)));
        for (int id : new int[] {1, 3, 4, 5, 6, 7, 9, 11, 12}) {
            add(
                    "count-that-lies-in-section-" + id,
                    REFUSED,
                    RawBytes.of(RawAgent.HEADER).section(id, new RawBytes().u32(ALL_ONES)));
        }
        add("count-of-code-that-lies", REFUSED, RawBytes.of(RawAgent.HEADER).section(10, new RawBytes().u32(ALL_ONES)));
    }

    private void sections() {
        add("empty", REFUSED, new RawBytes());
        add("header-only", REFUSED, RawBytes.of(RawAgent.HEADER));
        add("version-2", REFUSED, RawBytes.of(0, 'a', 's', 'm', 2, 0, 0, 0));
        add("component", REFUSED, RawBytes.of(0, 'a', 's', 'm', 0x0D, 0, 1, 0));
        add("text-format", REFUSED, new RawBytes().add("(module)".chars().toArray()));
        add("megabytes-of-zeros", REFUSED, new RawBytes().repeat(4_000_000, 0));
        add("section-twice", REFUSED, new RawAgent().beforeTypes(RawBytes.of(1, 1, 0)));
        add("section-out-of-order", REFUSED, new RawAgent().atTheEnd(RawBytes.of(4, 1, 0)));
        add("section-unknown", REFUSED, new RawAgent().atTheEnd(RawBytes.of(14, 0)));
        add("section-of-tags", REFUSED, new RawAgent().beforeCode(RawBytes.of(13, 3, 1, 0, 0)));
        add(
                "section-longer-than-the-module",
                REFUSED,
                new RawAgent().atTheEnd(RawBytes.of(0).u32(ALL_ONES)));
        add("section-longer-than-its-content", REFUSED, new RawAgent().beforeTypes(RawBytes.of(1, 5, 0, 0, 0, 0, 0)));
        add(
                "section-shorter-than-its-content",
                REFUSED,
                RawBytes.of(RawAgent.HEADER).add(1, 1, 1, 0x60, 0, 0));
        add(
                "custom-section-of-5-mb",
                "MEASURED",
                new RawAgent()
                        .atTheEnd(new RawBytes()
                                .section(0, new RawBytes().name("x").repeat(5_000_000, 0xFF))));
        add(
                "custom-name-section-that-lies",
                "MEASURED",
                new RawAgent()
                        .atTheEnd(new RawBytes()
                                .section(
                                        0,
                                        new RawBytes()
                                                .name("name")
                                                .add(1)
                                                .u32(ALL_ONES)
                                                .u32(ALL_ONES))));
        add("custom-sections-900", "MEASURED", new RawAgent().atTheEnd(new RawBytes().repeat(900, 0, 2, 1, 'x')));
        add("custom-sections-100000", REFUSED, new RawAgent().atTheEnd(new RawBytes().repeat(100_000, 0, 1, 0)));
        add("custom-section-without-name", REFUSED, new RawAgent().atTheEnd(RawBytes.of(0, 0)));
        add("custom-section-of-broken-name", REFUSED, new RawAgent().atTheEnd(RawBytes.of(0, 3, 2, 0xC0, 0x80)));
        add("custom-section-whose-name-is-longer", REFUSED, new RawAgent().atTheEnd(RawBytes.of(0, 3, 100, 'a', 'b')));
        add("export-of-a-broken-name", REFUSED, new RawAgent().export(RawBytes.of(2, 0xFF, 0xFE, 0, 0)));
        add(
                "export-of-control-characters",
                "MEASURED",
                new RawAgent()
                        .export(new RawBytes().name("\u001b[2J\u0000\u202e").add(0, 0)));
        add("bytes-after-the-end", REFUSED, new RawAgent().atTheEnd(RawBytes.of(0xDE, 0xAD)));
    }

    private void numbers() {
        add("leb128-of-six-bytes", REFUSED, RawBytes.of(RawAgent.HEADER).add(1, 0x86, 0x80, 0x80, 0x80, 0x80, 0x00, 0));
        add("leb128-without-end", REFUSED, RawBytes.of(RawAgent.HEADER).add(1).repeat(1_000_000, 0x80));
        add("leb128-above-32-bits", REFUSED, RawBytes.of(RawAgent.HEADER).add(1, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F));
        add("leb128-padded", "MEASURED", new RawAgent().act(RawBytes.of(0x41, 0x81, 0x80, 0x80, 0x80, 0x00, 0x1A)));
        add(
                "i32-constant-of-six-bytes",
                REFUSED,
                new RawAgent().act(RawBytes.of(0x41, 0x81, 0x80, 0x80, 0x80, 0x80, 0x00, 0x1A)));
        add(
                "i32-constant-above-32-bits",
                REFUSED,
                new RawAgent().act(RawBytes.of(0x41, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x1A)));
        add(
                "i64-constant-of-eleven-bytes",
                REFUSED,
                new RawAgent().act(RawBytes.of(0x42).repeat(10, 0x80).add(0, 0x1A)));
        add("reserved-byte-of-memory-size", REFUSED, new RawAgent().act(RawBytes.of(0x3F, 1, 0x1A)));
        add(
                "alignment-4294967295",
                REFUSED,
                new RawAgent().act(RawBytes.of(0x41, 0, 0x28).u32(ALL_ONES).add(0, 0x1A)));
        add("memory-of-two-indices", REFUSED, new RawAgent().act(RawBytes.of(0x41, 0, 0x28, 0x42, 0, 0, 0x1A)));
    }

    private void tables() {
        add("table-index-padded", "MEASURED", indirect(RawBytes.of(0x80, 0x80, 0x80, 0x80, 0)));
        add("table-index-of-1-padded", REFUSED, indirect(RawBytes.of(0x81, 0x80, 0)));
        add("table-index-of-six-bytes", REFUSED, indirect(RawBytes.of(0x80, 0x80, 0x80, 0x80, 0x80, 0)));
        add("elements-at-the-end-of-the-table", "MEASURED", elements(1));
        add("elements-of-none-beyond-the-table", "EVALUATION_ERROR", elements(2));
        add("elements-of-none-at-4294967295", "EVALUATION_ERROR", elements(0x7F));
        add("elements-at-4294967295", "EVALUATION_ERROR", elements(0x7F, 0));
        add("elements-around-4294967295", "EVALUATION_ERROR", elements(0x7F, 0, 0));
        add(
                "elements-of-none-without-a-table",
                REFUSED,
                new RawAgent().beforeCode(RawBytes.of(9, 6, 1, 0, 0x41, 0, 0x0B, 0)));
    }

    /** Calls function 2 by the table. */
    private static RawAgent indirect(RawBytes tableIndex) {
        return new RawAgent()
                .type(NOTHING)
                .function(2, NO_LOCALS, new RawBytes())
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

    /** As large as the limits let through: takes its time, but a bounded one. */
    private void slowToValidate() {
        RawBytes targets = new RawBytes();
        for (int i = 0; i < 30; i++) {
            targets.add(0x41, 0, 0x0E).u32(4_000).repeat(4_001, 99);
        }
        add(
                "br-tables-across-99-blocks",
                "MEASURED",
                new RawAgent()
                        .act(new RawBytes()
                                .repeat(99, 0x02, 0x40)
                                .add(0x02, 0x40)
                                .add(targets)
                                .repeat(100, 0x0B)));
        RawBytes sixteen = RawBytes.of(0x60, 16).repeat(16, 0x7E).add(16).repeat(16, 0x7E);
        add(
                "blocks-of-sixteen-parameters",
                REFUSED,
                new RawAgent()
                        .type(sixteen)
                        .act(new RawBytes()
                                .repeat(16, 0x42, 1)
                                .repeat(8_000, 0x02, 2, 0x0B)
                                .repeat(16, 0x1A)));
        add(
                "sums-without-end",
                "MEASURED",
                new RawAgent()
                        .act(new RawBytes()
                                .add(0x41, 1)
                                .repeat(40_000, 0x41, 1, 0x6A)
                                .add(0x1A)));
        RawAgent full = new RawAgent().type(NOTHING);
        for (int i = 0; i < 2_000; i++) {
            full.function(
                    2,
                    NO_LOCALS,
                    new RawBytes().add(0x44).repeat(8, 0).repeat(100, 0x9F).add(0x1A));
        }
        add("functions-2000", "MEASURED", full);
        RawAgent wide = new RawAgent();
        wide.act(
                RawBytes.of(1).u32(1_990).add(0x7C),
                new RawBytes().repeat(8_000, 0x20, 0xC0, 0x0F, 0x20, 2, 0xA0, 0x21, 3));
        add("sums-of-2000-locals", "MEASURED", wide);
        add("loops-4000-in-a-row", "MEASURED", loops(4_000));
        add("loops-8000-in-a-row", REFUSED, loops(8_000));
        RawBytes branches = new RawBytes().repeat(250, 0x02, 0x40);
        for (int i = 0; i < 20_000; i++) {
            branches.add(0x41, 0, 0x0D, 0x79);
        }
        add("branches-20000-across-121-blocks", "MEASURED", new RawAgent().act(branches.repeat(250, 0x0B)));
    }

    private void add(String name, String expected, RawAgent agent) {
        all.add(new HostileModule(name, agent.bytes(), expected));
    }

    private void add(String name, String expected, RawBytes bytes) {
        all.add(new HostileModule(name, Bytes.wrap(bytes.toArray()), expected));
    }
}
