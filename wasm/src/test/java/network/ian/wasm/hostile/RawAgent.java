package network.ian.wasm.hostile;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.Bytes;

/** An agent in bytes that holds the index, with whatever else is put into it. Types 0 and 1 and functions 0 and 1 are its own. */
public final class RawAgent {

    /** The type of functions without parameters and results. */
    public static final RawBytes NOTHING = RawBytes.of(0x60, 0, 0);

    /** The declarations of a function without locals of its own. */
    public static final RawBytes NO_LOCALS = RawBytes.of(0);

    static final int[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};
    private static final int[] HOLD = {0x44, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F};

    private final List<RawBytes> types =
            new ArrayList<>(List.of(RawBytes.of(0x60, 1, 0x7E, 0), RawBytes.of(0x60, 2, 0x7F, 0x7F, 1, 0x7C)));
    private final List<Integer> functions = new ArrayList<>(List.of(0, 1));
    private final List<RawBytes> bodies = new ArrayList<>();
    private final List<RawBytes> globals = new ArrayList<>();
    private final List<RawBytes> exports = new ArrayList<>();
    private final List<RawBytes> datas = new ArrayList<>();
    private final RawBytes beforeTypes = new RawBytes();
    private final RawBytes beforeMemory = new RawBytes();
    private final RawBytes beforeCode = new RawBytes();
    private final RawBytes atTheEnd = new RawBytes();
    private RawBytes act = body(new RawBytes().u32(0), new RawBytes());

    public RawAgent() {
        exports.add(new RawBytes().name("memory").add(2, 0));
        exports.add(new RawBytes().name("ian_agent_init").add(0, 0));
        exports.add(new RawBytes().name("ian_agent_act").add(0, 1));
    }

    /** A function's body: declarations of locals, then code, then a position of 1 and the end. */
    public static RawBytes body(RawBytes locals, RawBytes code) {
        return new RawBytes().add(locals).add(code).add(HOLD).add(0x0B);
    }

    public RawAgent act(RawBytes locals, RawBytes code) {
        act = body(locals, code);
        return this;
    }

    public RawAgent act(RawBytes code) {
        return act(new RawBytes().u32(0), code);
    }

    public RawAgent type(RawBytes type) {
        types.add(type);
        return this;
    }

    /** A function from nothing to nothing but for {@code type}; without its end. */
    public RawAgent function(int type, RawBytes locals, RawBytes code) {
        functions.add(type);
        bodies.add(new RawBytes().add(locals).add(code).add(0x0B));
        return this;
    }

    public RawAgent global(RawBytes global) {
        globals.add(global);
        return this;
    }

    public RawAgent export(RawBytes export) {
        exports.add(export);
        return this;
    }

    public RawAgent data(RawBytes data) {
        datas.add(data);
        return this;
    }

    public RawAgent beforeTypes(RawBytes sections) {
        beforeTypes.add(sections);
        return this;
    }

    public RawAgent beforeMemory(RawBytes sections) {
        beforeMemory.add(sections);
        return this;
    }

    public RawAgent beforeCode(RawBytes sections) {
        beforeCode.add(sections);
        return this;
    }

    public RawAgent atTheEnd(RawBytes sections) {
        atTheEnd.add(sections);
        return this;
    }

    public Bytes bytes() {
        RawBytes module = RawBytes.of(HEADER).add(beforeTypes).section(1, vector(types));
        RawBytes indices = new RawBytes().u32(functions.size());
        functions.forEach(type -> indices.u32(type));
        module.section(3, indices).add(beforeMemory).section(5, RawBytes.of(1, 0, 1));
        if (!globals.isEmpty()) {
            module.section(6, vector(globals));
        }
        module.section(7, vector(exports)).add(beforeCode);
        List<RawBytes> code = new ArrayList<>();
        code.add(new RawBytes().sized(RawBytes.of(0, 0x0B)));
        code.add(new RawBytes().sized(act));
        bodies.forEach(body -> code.add(new RawBytes().sized(body)));
        module.section(10, vector(code));
        if (!datas.isEmpty()) {
            module.section(11, vector(datas));
        }
        return Bytes.wrap(module.add(atTheEnd).toArray());
    }

    private static RawBytes vector(List<RawBytes> items) {
        RawBytes all = new RawBytes().u32(items.size());
        items.forEach(all::add);
        return all;
    }
}
