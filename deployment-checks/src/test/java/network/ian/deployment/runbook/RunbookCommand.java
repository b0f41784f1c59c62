package network.ian.deployment.runbook;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One command of the operators' runbook and what becomes of it; {@code commands.yaml} says what the fields mean.
 *
 * @param section that it begins, or null
 * @param instead for a changed one: what does the same, as it can be run here; null if it cannot
 * @param codes exit codes that are as they should be; null for 0
 * @param prints regular expression that is found in what it prints; null for anything
 */
public record RunbookCommand(
        String section,
        String run,
        String follow,
        String changed,
        String instead,
        String host,
        String why,
        List<Integer> codes,
        String prints) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** All of them, in the runbook's order. */
    static List<RunbookCommand> all() {
        try (InputStream in = RunbookCommand.class.getResourceAsStream("commands.yaml")) {
            return YAML.readValue(in, new TypeReference<List<RunbookCommand>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command as the runbook has it. */
    String written() {
        return Stream.of(run, follow, changed, host)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** What is run here to its end. */
    Optional<String> toRun() {
        return Optional.ofNullable(run).or(() -> Optional.ofNullable(instead));
    }

    List<Integer> expectedCodes() {
        return codes == null ? List.of(0) : codes;
    }
}
