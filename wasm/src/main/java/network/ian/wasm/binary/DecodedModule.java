package network.ian.wasm.binary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.codec.Bytes;

/**
 * A decoded module: binary format and limits hold, types and indices of the code are not checked yet.
 *
 * @param bytes the module without its custom sections; offsets below are in here
 * @param functions type index of each function
 * @param memory the memory, if there is one
 * @param table entries of the table, -1 without one
 * @param globals how many
 * @param globalsFrom where their definitions begin (after the count)
 * @param globalsTo where they end
 * @param elements active element segments
 * @param dataCount what the data count section says, if there is one
 * @param data where the contents of the data section, its count included, begin; 0 without one
 * @param dataTo where they end
 */
public record DecodedModule(
        Bytes bytes,
        List<FunctionType> types,
        List<Integer> functions,
        Optional<MemoryType> memory,
        int table,
        int globals,
        int globalsFrom,
        int globalsTo,
        Map<String, Export> exports,
        List<ElementSegment> elements,
        Optional<Integer> dataCount,
        List<Body> bodies,
        int data,
        int dataTo,
        List<DataSegment> dataSegments) {

    /**
     * Pages of 64 KiB.
     *
     * @param maximum as declared, 65,536 where the module says nothing
     */
    public record MemoryType(int minimum, int maximum) {}

    /**
     * An active segment of the table.
     *
     * @param address the first entry that it fills, unsigned
     * @param offset where the offset expression begins in the module, with {@code offsetTo} where it ends ({@code end} included)
     */
    public record ElementSegment(long address, int offset, int offsetTo, List<Integer> functions) {

        public ElementSegment {
            functions = List.copyOf(functions);
        }
    }

    /**
     * A data segment.
     *
     * @param address where an active segment with a constant address goes, unsigned; -1 for a passive one
     * @param size bytes
     */
    public record DataSegment(long address, int size) {}

    public DecodedModule {
        types = List.copyOf(types);
        functions = List.copyOf(functions);
        exports = Map.copyOf(exports);
        elements = List.copyOf(elements);
        bodies = List.copyOf(bodies);
        dataSegments = List.copyOf(dataSegments);
    }

    public FunctionType typeOf(int function) {
        return types.get(functions.get(function));
    }

    /** The instructions of a function's body. */
    public InstructionReader instructions(int function) {
        Body body = bodies.get(function);
        return new InstructionReader(new Cursor(bytes.view(), body.from(), body.to()), "function " + function);
    }
}
