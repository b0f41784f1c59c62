package network.ian.app.agent;

import java.util.Arrays;

/** Tells modules from other files. */
public final class AgentFile {

    private static final byte[] MAGIC = {0, 'a', 's', 'm'};

    private AgentFile() {}

    /** Whether these bytes begin as a binary WebAssembly module does (WebAssembly specification, 5.5.16). */
    public static boolean isModule(byte[] file) {
        return file.length >= MAGIC.length && Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }
}
