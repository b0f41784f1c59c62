package network.ian.wasm.metering;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.ian.wasm.binary.FunctionType;

/** The rewritten module's types: each once, so that the time of translating indirect calls does not grow with repeated ones. */
final class TypeTable {

    private static final int FUNCTION_FORM = 0x60;

    private final List<FunctionType> original;
    private final Map<FunctionType, Integer> index = new LinkedHashMap<>();

    TypeTable(List<FunctionType> original) {
        this.original = original;
        original.forEach(this::index);
    }

    FunctionType original(long type) {
        return original.get((int) type);
    }

    int index(FunctionType type) {
        return index.computeIfAbsent(type, added -> index.size());
    }

    int indexOfOriginal(long type) {
        return index(original(type));
    }

    CodeWriter section() {
        CodeWriter section = new CodeWriter().u32(index.size());
        for (FunctionType type : index.keySet()) {
            section.u8(FUNCTION_FORM);
            types(section, type.parameters());
            types(section, type.results());
        }
        return section;
    }

    private static void types(CodeWriter section, List<Byte> types) {
        section.u32(types.size());
        types.forEach(section::u8);
    }
}
