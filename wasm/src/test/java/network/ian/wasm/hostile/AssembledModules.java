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

    private static final String LIST = "modules.txt";

    private AssembledModules() {}

    public static List<HostileModule> all() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(AssembledModules.class.getResourceAsStream(LIST), StandardCharsets.UTF_8))) {
            return lines.lines().map(AssembledModules::module).toList();
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
