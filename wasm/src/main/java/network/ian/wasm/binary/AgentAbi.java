package network.ian.wasm.binary;

import java.util.List;
import network.ian.core.codec.MalformedException;

/** What the host needs of a module (docs/AGENTS.md, "The ABI"). */
public final class AgentAbi {

    public static final String MEMORY = "memory";
    public static final String INIT = "ian_agent_init";
    public static final String ACT = "ian_agent_act";

    /** Below here the memory is the host's. */
    public static final int RESERVED_BYTES = 1_024;

    private static final long PAGE_BYTES = 65_536;

    private static final FunctionType INIT_TYPE = new FunctionType(List.of(ValueType.I64), List.of());
    private static final FunctionType ACT_TYPE =
            new FunctionType(List.of(ValueType.I32, ValueType.I32), List.of(ValueType.F64));

    private AgentAbi() {}

    /**
     * Checks exports, memory and segments.
     *
     * @param memoryPages most pages that the goal allows
     * @throws MalformedException naming the export, or the data segment, that does not fit
     */
    public static void check(DecodedModule module, int memoryPages) {
        export(module, MEMORY, Export.Kind.MEMORY);
        function(module, INIT, INIT_TYPE);
        function(module, ACT, ACT_TYPE);
        DecodedModule.MemoryType memory = module.memory().orElseThrow();
        if (memory.minimum() < 1) {
            throw fail("the memory has no page at its start, at least 1 is needed");
        }
        if (memory.minimum() > memoryPages) {
            throw fail("the memory has " + memory.minimum() + " pages at its start, the goal allows " + memoryPages);
        }
        for (int i = 0; i < module.dataSegments().size(); i++) {
            data(i, module.dataSegments().get(i), memory.minimum() * PAGE_BYTES);
        }
    }

    private static void data(int number, DecodedModule.DataSegment segment, long memoryBytes) {
        long address = segment.address();
        if (address >= 0 && address < RESERVED_BYTES) {
            throw fail("data segment " + number + " begins at " + address + "; the first " + RESERVED_BYTES
                    + " bytes of the memory belong to the host");
        }
        if (address >= 0 && address + segment.size() > memoryBytes) {
            throw fail("data segment " + number + " ends at " + (address + segment.size()) + ", the memory at "
                    + memoryBytes);
        }
    }

    private static void function(DecodedModule module, String name, FunctionType wanted) {
        FunctionType found =
                module.typeOf(export(module, name, Export.Kind.FUNCTION).index());
        if (!found.equals(wanted)) {
            throw fail("export \"" + name + "\" is " + found.text() + ", expected " + wanted.text());
        }
    }

    private static Export export(DecodedModule module, String name, Export.Kind kind) {
        String word = kind == Export.Kind.MEMORY ? "memory" : "function";
        Export export = module.exports().get(name);
        if (export == null) {
            throw fail("no " + word + " is exported as \"" + name + "\"");
        }
        if (export.kind() != kind) {
            throw fail("export \"" + name + "\" is not a " + word);
        }
        return export;
    }

    private static MalformedException fail(String problem) {
        return new MalformedException(Cursor.FIELD, problem);
    }
}
