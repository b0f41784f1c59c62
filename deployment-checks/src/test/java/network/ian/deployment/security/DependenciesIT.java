package network.ian.deployment.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import network.ian.deployment.Repository;
import org.junit.jupiter.api.Test;

/** The program consists of what docs/DEPENDENCIES.md lists, under licences that are allowed, and of nothing else. */
class DependenciesIT {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+:[^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "MIT", "BSD-3-Clause", "Bouncy Castle Licence", "EPL-2.0");
    private static final Pattern MOVING = Pattern.compile("<version>\\s*(?:[\\[(]|LATEST|RELEASE|[^<]*-SNAPSHOT)");

    /** Also of its own licence, where there is a choice. */
    private record Component(String version, String licences) {}

    @Test
    void theProgramConsistsOfWhatIsListed() throws IOException {
        JsonNode document = document();
        assertThat(document.path("specVersion").asText()).isEqualTo("1.6");
        assertThat(document.has("serialNumber")).isFalse();
        assertThat(document.path("metadata").has("timestamp")).isFalse();
        Map<String, Component> listed = new TreeMap<>();
        ROW.matcher(Repository.read("docs/DEPENDENCIES.md"))
                .results()
                .forEach(row -> listed.put(
                        row.group(1),
                        new Component(row.group(2).strip(), row.group(3).strip())));
        assertThat(listed).hasSizeGreaterThan(50);
        assertThat(components(document)).isEqualTo(listed);
    }

    @Test
    void everyLicenceIsAllowed() throws IOException {
        assertThat(components(document()))
                .allSatisfy((name, component) -> assertThat(
                                Arrays.stream(component.licences().split(" or ")))
                        .as(name)
                        .anyMatch(ALLOWED::contains));
    }

    /** The libraries beside the program are those of the bill. */
    @Test
    void theBillIsOfWhatIsShipped() throws IOException {
        Set<String> billed = StreamSupport.stream(document().path("components").spliterator(), false)
                .map(component -> component.path("name").asText() + "-"
                        + component.path("version").asText())
                .collect(Collectors.toSet());
        String[] shipped = Repository.path("node-app/target/lib").toFile().list();
        assertThat(shipped)
                .isNotEmpty()
                .allSatisfy(jar ->
                        assertThat(billed).as(jar).anyMatch(jar.replaceFirst("(-linux-x86_64)?\\.jar$", "")::equals));
    }

    @Test
    void noVersionMoves() {
        assertThat(Repository.files().stream()
                        .filter(file -> Path.of(file).endsWith("pom.xml"))
                        .filter(file -> MOVING.matcher(Repository.read(file)
                                        .replaceAll(
                                                "(?s)<require(?:Java|Maven)Version>.*?</require(?:Java|Maven)Version>",
                                                ""))
                                .find()))
                .isEmpty();
        assertThat(Repository.read(".mvn/maven.config")).contains("--strict-checksums");
    }

    private static JsonNode document() throws IOException {
        return new ObjectMapper()
                .readTree(Repository.path("node-app/target/ian.cdx.json").toFile());
    }

    /** Of others. */
    private static Map<String, Component> components(JsonNode document) {
        return StreamSupport.stream(document.path("components").spliterator(), false)
                .filter(component -> !component.path("group").asText().equals("network.ian"))
                .collect(Collectors.toMap(
                        component -> component.path("group").asText() + ":"
                                + component.path("name").asText(),
                        component -> new Component(component.path("version").asText(), licences(component)),
                        (one, same) -> one,
                        TreeMap::new));
    }

    private static String licences(JsonNode component) {
        return StreamSupport.stream(component.path("licenses").spliterator(), false)
                .map(choice -> choice.path("license").has("id")
                        ? choice.path("license").path("id").asText()
                        : choice.path("license")
                                .path("name")
                                .asText(choice.path("expression").asText()))
                .collect(Collectors.joining(" or "));
    }
}
