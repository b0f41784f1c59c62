package network.ian.wasm.binary;

import java.util.Arrays;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;

/** Reads a module in one pass: sections in order, each once, each to its end. WebAssembly 2.0, section 5.5. */
public final class ModuleDecoder {

    private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};
    private static final int CUSTOM = 0;

    /** The order of the sections by their number: data count (12) stands before code (10). */
    private static final int[] ORDER = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 10};

    private static final String[] NAMES = {
        "custom",
        "type",
        "import",
        "function",
        "table",
        "memory",
        "global",
        "export",
        "start",
        "element",
        "code",
        "data",
        "data count"
    };

    private ModuleDecoder() {}

    /**
     * Decodes a module.
     *
     * @throws MalformedException naming what is malformed, too large or not accepted, and its offset
     */
    public static DecodedModule decode(Bytes wasm) {
        byte[] stripped = strip(wasm.view());
        SectionDecoder sections = new SectionDecoder();
        Cursor cursor = new Cursor(stripped, HEADER.length, stripped.length);
        int last = 0;
        while (!cursor.atEnd()) {
            int id = cursor.u8("a section");
            if (ORDER[id] <= last) {
                throw cursor.fail(
                        cursor.at() - 1, "the " + NAMES[id] + " section stands twice or after one that comes later");
            }
            last = ORDER[id];
            int size = cursor.size("the " + NAMES[id] + " section");
            Cursor section = cursor.part(size, NAMES[id]);
            sections.read(id, section);
            if (!section.atEnd()) {
                throw section.fail(section.at(), "the " + NAMES[id] + " section is longer than what it holds");
            }
        }
        return sections.module(Bytes.wrap(stripped));
    }

    /** The module without its custom sections; so no library sees them, and they may hold what they like. */
    private static byte[] strip(byte[] wasm) {
        Cursor cursor = new Cursor(wasm, 0, wasm.length);
        if (wasm.length < HEADER.length || !Arrays.equals(wasm, 0, HEADER.length, HEADER, 0, HEADER.length)) {
            throw cursor.fail(0, "not a WebAssembly module: it does not begin with 00 61 73 6d 01 00 00 00");
        }
        cursor.skip(HEADER.length, "the header");
        byte[] kept = new byte[wasm.length];
        System.arraycopy(wasm, 0, kept, 0, HEADER.length);
        int length = HEADER.length;
        int custom = 0;
        while (!cursor.atEnd()) {
            int from = cursor.at();
            int id = cursor.u8("a section");
            if (id >= NAMES.length) {
                throw cursor.fail(
                        from, id == 13 ? "exceptions (tag section) are not accepted" : "unknown section " + id);
            }
            int size = cursor.size("the " + NAMES[id] + " section");
            Cursor section = cursor.part(size, NAMES[id]);
            if (id == CUSTOM) {
                section.name("the name of a custom section");
                if (++custom > ModuleLimits.CUSTOM_SECTIONS) {
                    throw cursor.fail(from, "more than " + ModuleLimits.CUSTOM_SECTIONS + " custom sections");
                }
            } else {
                System.arraycopy(wasm, from, kept, length, cursor.at() - from);
                length += cursor.at() - from;
            }
        }
        return Arrays.copyOf(kept, length);
    }
}
