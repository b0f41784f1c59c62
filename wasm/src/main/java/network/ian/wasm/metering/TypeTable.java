package network.ian.wasm.metering;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.ian.wasm.binary.FunctionType;
import network.ian.wasm.binary.ModuleLimits;

/**
 * The rewritten module's types: each once, so that the time of translating indirect calls does not grow with repeated ones. In front
 * stand those of blocks with several results.
 */
final class TypeTable {

    private static final int FUNCTION_FORM = 0x60;
    private static final int EMPTY_BLOCK = 0x40;

    private final List<FunctionType> original;
    private final Map<FunctionType, Integer> index = new LinkedHashMap<>();

    TypeTable(List<FunctionType> original) {
        this.original = original;
        original.stream()
                .map(TypeTable::giving)
                .filter(type -> type.results().size() > 1)
                .forEach(this::index);
        original.forEach(this::index);
    }

    private static FunctionType giving(FunctionType type) {
        return new FunctionType(List.of(), type.results());
    }

    /** The type of a block with the results of {@code type}: in one byte, see {@link ModuleLimits#BLOCK_TYPES}. */
    int block(FunctionType type) {
        List<Byte> results = type.results();
        if (results.size() > 1) {
            return index(giving(type));
        }
        return results.isEmpty() ? EMPTY_BLOCK : results.get(0);
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
