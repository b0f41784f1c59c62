package network.ian.wasm.binary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.ian.core.codec.Bytes;

/** Reads the sections of one module and collects what they say. */
final class SectionDecoder {

    private static final int FUNCTION_FORM = 0x60;
    private static final int FUNCREF = 0x70;
    private static final int MAX_PAGES = 65_536;

    private final List<FunctionType> types = new ArrayList<>();
    private final List<Integer> functions = new ArrayList<>();
    private final List<Body> bodies = new ArrayList<>();
    private final ExportDecoder exports = new ExportDecoder();
    private final SegmentDecoder segments = new SegmentDecoder();
    private Optional<DecodedModule.MemoryType> memory = Optional.empty();
    private int table = -1;
    private int globals;
    private int globalsFrom;
    private int globalsTo;

    void read(int id, Cursor section) {
        switch (id) {
            case 1 -> readTypes(section);
            case 2 -> refuseImports(section);
            case 3 -> readFunctions(section);
            case 4 -> readTable(section);
            case 5 -> readMemory(section);
            case 6 -> readGlobals(section);
            case 7 -> exports.read(section);
            case 8 ->
                throw section.fail(section.at(), "a start function is not accepted: begin in ian_agent_init instead");
            case 9 -> segments.readElements(section);
            case 10 -> readCode(section);
            case 11 -> segments.readData(section);
            case 12 -> segments.readDataCount(section);
            default -> throw section.fail(section.at(), "unknown section " + id);
        }
    }

    DecodedModule module(Bytes bytes) {
        Cursor end = new Cursor(bytes.view(), bytes.size(), bytes.size());
        if (bodies.size() != functions.size()) {
            throw end.fail(
                    end.at(), functions.size() + " functions are declared, " + bodies.size() + " bodies are there");
        }
        segments.checkCount(end);
        exports.checkIndices(end, functions.size(), table < 0 ? 0 : 1, memory.isPresent() ? 1 : 0, globals);
        return new DecodedModule(
                bytes,
                types,
                functions,
                memory,
                table,
                globals,
                globalsFrom,
                globalsTo,
                exports.byName(),
                segments.elements(),
                segments.dataCount(),
                bodies,
                segments.dataFrom(),
                segments.dataTo(),
                segments.data());
    }

    private void readTypes(Cursor section) {
        int count = section.count("types:", ModuleLimits.TYPES);
        Set<List<Byte>> several = new HashSet<>();
        for (int i = 0; i < count; i++) {
            int form = section.u8("a type");
            if (form != FUNCTION_FORM) {
                throw section.fail(section.at() - 1, "type " + i + " is not a function type (garbage collection?)");
            }
            List<Byte> parameters = valueTypes(section, "parameters of type " + i + ":", ModuleLimits.PARAMETERS);
            List<Byte> results = valueTypes(section, "results of type " + i + ":", ModuleLimits.RESULTS);
            types.add(new FunctionType(parameters, results));
            if (results.size() > 1 && several.add(results) && several.size() > ModuleLimits.RESULT_LISTS) {
                throw section.fail(
                        section.at(),
                        "the types have more than " + ModuleLimits.RESULT_LISTS + " lists of several results");
            }
        }
    }

    private static List<Byte> valueTypes(Cursor section, String what, int limit) {
        int count = section.count(what, limit);
        List<Byte> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            found.add(valueType(section, what));
        }
        return found;
    }

    private static byte valueType(Cursor section, String what) {
        int type = section.u8(what);
        if (!ValueType.isNumber(type)) {
            throw section.fail(section.at() - 1, what + " " + ValueType.name(type) + " is not accepted");
        }
        return (byte) type;
    }

    private static void refuseImports(Cursor section) {
        int from = section.at();
        if (section.u32("the count of imports") > 0) {
            String module = section.name("the module of an import");
            String name = section.name("the name of an import");
            throw section.fail(from, "imports \"" + module + "\" \"" + name + "\": an agent imports nothing");
        }
    }

    private void readFunctions(Cursor section) {
        int count = section.count("functions:", ModuleLimits.FUNCTIONS);
        for (int i = 0; i < count; i++) {
            int from = section.at();
            long type = section.u32("a function's type");
            if (type >= types.size()) {
                throw section.fail(from, "function " + i + " has type " + type + ", which does not exist");
            }
            functions.add((int) type);
        }
    }

    private void readTable(Cursor section) {
        if (section.count("tables:", 1) == 0) {
            return;
        }
        int from = section.at();
        int type = section.u8("a table's type");
        if (type != FUNCREF) {
            throw section.fail(from, "a table of " + ValueType.name(type) + " is not accepted");
        }
        int flags = flags(section, "table");
        long minimum = section.u32("a table's size");
        if (minimum > ModuleLimits.TABLE_ENTRIES) {
            throw section.fail(
                    from, "the table has " + minimum + " entries, the limit is " + ModuleLimits.TABLE_ENTRIES);
        }
        if (flags == 1 && section.u32("a table's greatest size") < minimum) {
            throw section.fail(from, "the table's greatest size is below its size");
        }
        table = (int) minimum;
    }

    private void readMemory(Cursor section) {
        if (section.count("memories:", 1) == 0) {
            return;
        }
        int from = section.at();
        int flags = flags(section, "memory");
        long minimum = section.u32("a memory's size");
        long maximum = flags == 1 ? section.u32("a memory's greatest size") : MAX_PAGES;
        if (minimum > MAX_PAGES || maximum > MAX_PAGES) {
            throw section.fail(from, "the memory has more than " + MAX_PAGES + " pages");
        }
        if (maximum < minimum) {
            throw section.fail(from, "the memory's greatest size is below its size");
        }
        memory = Optional.of(new DecodedModule.MemoryType((int) minimum, (int) maximum));
    }

    private static int flags(Cursor section, String what) {
        int flags = section.u8("limits");
        if (flags > 1) {
            String proposal = flags <= 3 ? "threads (a shared " + what + ")" : "memory64 (a " + what + " of 64 bits)";
            throw section.fail(section.at() - 1, proposal + " is not accepted");
        }
        return flags;
    }

    private void readGlobals(Cursor section) {
        globals = section.count("globals:", ModuleLimits.GLOBALS);
        globalsFrom = section.at();
        for (int i = 0; i < globals; i++) {
            valueType(section, "global " + i + ": type");
            if (section.u8("a global's mutability") > 1) {
                throw section.fail(section.at() - 1, "global " + i + ": mutability is neither 0 nor 1");
            }
            ConstantExpression.read(section, "global " + i);
        }
        globalsTo = section.at();
    }

    private void readCode(Cursor section) {
        if (section.left() > ModuleLimits.CODE_BYTES) {
            throw section.fail(
                    section.at(), "the code has " + section.left() + " bytes, the limit is " + ModuleLimits.CODE_BYTES);
        }
        int count = section.count("bodies:", ModuleLimits.FUNCTIONS);
        if (count != functions.size()) {
            throw section.fail(
                    section.at(), functions.size() + " functions are declared, " + count + " bodies are there");
        }
        BodyDecoder decoder = new BodyDecoder(types);
        for (int i = 0; i < count; i++) {
            bodies.add(decoder.decode(section, i, types.get(functions.get(i))));
        }
    }
}
