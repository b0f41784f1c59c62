package network.ian.wasm.binary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the export section. */
final class ExportDecoder {

    /** By their byte in the binary format. */
    private static final List<Export.Kind> KINDS =
            List.of(Export.Kind.FUNCTION, Export.Kind.TABLE, Export.Kind.MEMORY, Export.Kind.GLOBAL);

    private final Map<String, Export> exports = new LinkedHashMap<>();

    Map<String, Export> byName() {
        return exports;
    }

    void read(Cursor section) {
        int count = section.count("exports:", ModuleLimits.EXPORTS);
        for (int i = 0; i < count; i++) {
            int from = section.at();
            String name = section.name("the name of an export");
            int kind = section.u8("the kind of an export");
            if (kind >= KINDS.size()) {
                throw section.fail(section.at() - 1, "export \"" + name + "\" is of an unknown kind: " + kind);
            }
            long index = section.u32("the index of an export");
            Export export = new Export(name, KINDS.get(kind), (int) Math.min(index, Integer.MAX_VALUE));
            if (exports.put(name, export) != null) {
                throw section.fail(from, "two exports are named \"" + name + "\"");
            }
        }
    }

    void checkIndices(Cursor end, int functions, int tables, int memories, int globals) {
        for (Export export : exports.values()) {
            int there = switch (export.kind()) {
                case FUNCTION -> functions;
                case TABLE -> tables;
                case MEMORY -> memories;
                case GLOBAL -> globals;
            };
            if (export.index() >= there) {
                throw end.fail(end.at(), "export \"" + export.name() + "\" names something that does not exist");
            }
        }
    }
}
