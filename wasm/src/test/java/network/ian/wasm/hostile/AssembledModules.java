package network.ian.wasm.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import network.ian.core.codec.Bytes;

/** The modules of src/test/hostile, which {@code make.sh} there assembles. */
public final class AssembledModules {

    private AssembledModules() {}

    public static List<HostileModule> all() {
        return lines("modules.txt").stream().map(AssembledModules::module).toList();
    }

    static List<String> lines(String resource) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(AssembledModules.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static HostileModule named(String name) {
        return all().stream()
                .filter(module -> module.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static HostileModule module(String line) {
        String[] parts = line.split("\\|", 3);
        return new HostileModule(parts[0], Bytes.wrap(Base64.getDecoder().decode(parts[1])), parts[2]);
    }
}
