package network.ian.wasm.metering;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.ian.core.codec.Bytes;
import network.ian.wasm.binary.DecodedModule;
import network.ian.wasm.binary.Export;
import network.ian.wasm.binary.FunctionType;
import network.ian.wasm.binary.ValueType;

/** Rewrites a valid module so that it counts fuel and stack and makes NaNs canonical. The same module gives the same bytes. */
public final class MeteredModuleWriter {

    static final int REFILL = 0;
    static final int EXHAUSTED = 1;

    /** Functions of the module are behind the host's. */
    static final int IMPORTS = 2;

    private static final FunctionType REFILL_TYPE = new FunctionType(List.of(ValueType.I32), List.of(ValueType.I32));
    private static final FunctionType EXHAUSTED_TYPE = new FunctionType(List.of(), List.of());
    private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};
    private static final int FUNCREF = 0x70;

    private final DecodedModule module;
    private final TypeTable types;
    private final int memoryPages;

    private MeteredModuleWriter(DecodedModule module, int memoryPages) {
        this.module = module;
        this.types = new TypeTable(module.types());
        this.memoryPages = memoryPages;
    }

    /**
     * Rewrites a module.
     *
     * @param module decoded and validated
     * @param memoryPages most pages that the memory may grow to
     * @throws network.ian.core.codec.MalformedException if a function's operand stack is too high
     */
    public static MeteredCode write(DecodedModule module, int memoryPages) {
        return new MeteredModuleWriter(module, memoryPages).write();
    }

    private MeteredCode write() {
        CodeWriter code = new CodeWriter().u32(module.bodies().size());
        List<MeteredFunction> functions = new ArrayList<>();
        for (int i = 0; i < module.bodies().size(); i++) {
            functions.add(new FunctionWriter(module, types, i).writeTo(code));
        }
        CodeWriter imports = imports();
        CodeWriter out = new CodeWriter().raw(HEADER, 0, HEADER.length);
        out.section(1, types.section()).section(2, imports).section(3, functions());
        out.section(4, table()).section(5, memory()).section(6, globals()).section(7, exports());
        out.section(9, elements()).section(12, dataCount()).section(10, code).section(11, data());
        return new MeteredCode(
                Bytes.wrap(out.toArray()), module.globals(), module.globals() + 1, startFuel(), functions);
    }

    private CodeWriter imports() {
        CodeWriter section = new CodeWriter().u32(IMPORTS);
        name(name(section, MeteredCode.HOST), MeteredCode.REFILL).u8(0).u32(types.index(REFILL_TYPE));
        return name(name(section, MeteredCode.HOST), MeteredCode.EXHAUSTED)
                .u8(0)
                .u32(types.index(EXHAUSTED_TYPE));
    }

    private static CodeWriter name(CodeWriter section, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return section.u32(utf8.length).raw(utf8, 0, utf8.length);
    }

    private CodeWriter functions() {
        CodeWriter section = new CodeWriter().u32(module.functions().size());
        module.functions().forEach(type -> section.u32(types.indexOfOriginal(type)));
        return section;
    }

    private CodeWriter table() {
        CodeWriter section = new CodeWriter();
        return module.table() < 0
                ? section
                : section.u32(1).u8(FUNCREF).u8(1).u32(module.table()).u32(module.table());
    }

    private CodeWriter memory() {
        CodeWriter section = new CodeWriter();
        module.memory()
                .ifPresent(memory -> section.u32(1)
                        .u8(1)
                        .u32(memory.minimum())
                        .u32(Math.max(memory.minimum(), Math.min(memory.maximum(), memoryPages))));
        return section;
    }

    private CodeWriter globals() {
        CodeWriter section = new CodeWriter().u32(module.globals() + 2);
        section.raw(module.bytes().view(), module.globalsFrom(), module.globalsTo());
        for (int i = 0; i < 2; i++) {
            section.u8(ValueType.I32).u8(1).i32(0).end();
        }
        return section;
    }

    private CodeWriter exports() {
        CodeWriter section = new CodeWriter().u32(module.exports().size());
        for (Map.Entry<String, Export> entry : new TreeMap<>(module.exports()).entrySet()) {
            Export export = entry.getValue();
            boolean function = export.kind() == Export.Kind.FUNCTION;
            name(section, entry.getKey()).u8(export.kind().code()).u32(export.index() + (function ? IMPORTS : 0));
        }
        return section;
    }

    private CodeWriter elements() {
        CodeWriter section = new CodeWriter();
        if (!module.elements().isEmpty()) {
            section.u32(module.elements().size());
        }
        for (DecodedModule.ElementSegment segment : module.elements()) {
            section.u32(0);
            if (segment.address() > module.table()) {
                // The library (1.7.5) takes the offset for signed: below 0 it lets an empty segment pass and fails at
                // others.
                section.i32(module.table() + 1).end();
            } else {
                section.raw(module.bytes().view(), segment.offset(), segment.offsetTo());
            }
            section.u32(segment.functions().size());
            segment.functions().forEach(function -> section.u32(function + IMPORTS));
        }
        return section;
    }

    private CodeWriter dataCount() {
        CodeWriter section = new CodeWriter();
        module.dataCount().ifPresent(section::u32);
        return section;
    }

    private CodeWriter data() {
        return new CodeWriter().raw(module.bytes().view(), module.data(), module.dataTo());
    }

    private long startFuel() {
        long fuel = Math.max(0, module.table());
        fuel += module.memory()
                .map(memory -> (long) memory.minimum() << Costs.PAGE_SHIFT)
                .orElse(0L);
        for (DecodedModule.ElementSegment segment : module.elements()) {
            fuel += 1 + segment.functions().size();
        }
        for (DecodedModule.DataSegment segment : module.dataSegments()) {
            fuel += 1 + (segment.size() >>> Costs.BYTES_PER_UNIT_SHIFT);
        }
        return fuel + module.globals();
    }
}
