package network.ian.app.diagnostics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An archive's entries by name, without the folder that all are in. */
final class Unpacked {

    private Unpacked() {}

    static Map<String, byte[]> of(Path archive) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (InputStream file = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.getName().startsWith("ian-diagnostics/") || (entry.getMode() & 0777) != 0600) {
                    throw new AssertionError(entry.getName() + " has mode " + entry.getMode());
                }
                entries.put(entry.getName().substring("ian-diagnostics/".length()), tar.readAllBytes());
            }
        }
        return entries;
    }
}
