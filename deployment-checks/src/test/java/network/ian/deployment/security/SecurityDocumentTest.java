package network.ian.deployment.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.ian.core.config.Settings;
import network.ian.deployment.Repository;
import org.junit.jupiter.api.Test;

/** Every test and every setting that SECURITY.md names is there; commands, files and links are looked at with the other documents. */
class SecurityDocumentTest {

    private static final String DOCUMENT = Repository.read("SECURITY.md");
    private static final Pattern TEST =
            Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT|Proof))(?:\\.([a-z][A-Za-z0-9]*))?`");
    private static final Pattern SETTING =
            Pattern.compile("`((?:node|api|p2p|tau|storage|evaluation|crypto|goals)\\.[a-z0-9_]+)`");

    /** What looks like a setting and is a file. */
    private static final Set<String> FILES = Set.of("tau.key");

    private final Map<String, List<String>> testsByClass = Repository.files().stream()
            .filter(file -> file.matches(".*/src/test/java/.*\\.java"))
            .collect(Collectors.groupingBy(
                    file -> Path.of(file).getFileName().toString().replace(".java", "")));

    @Test
    void everyTestExists() {
        List<MatchResult> mentions = TEST.matcher(DOCUMENT).results().toList();
        assertThat(mentions).hasSizeGreaterThan(80);
        assertThat(mentions.stream().flatMap(this::missing)).isEmpty();
    }

    @Test
    void everyRowOfTheThreatModelNamesATest() {
        String model =
                DOCUMENT.substring(DOCUMENT.indexOf("## Who can do what"), DOCUMENT.indexOf("## What is not stopped"));
        assertThat(model.lines().filter(line -> line.matches("\\| (?!what|---).*")))
                .hasSizeGreaterThan(50)
                .allMatch(row -> TEST.matcher(row).find());
    }

    @Test
    void everySettingExists() {
        Set<String> known = Settings.ALL.stream()
                .flatMap(setting -> Stream.of(setting.key(), setting.key() + "_file"))
                .collect(Collectors.toSet());
        assertThat(SETTING.matcher(DOCUMENT).results().map(setting -> setting.group(1)))
                .hasSizeGreaterThan(20)
                .allMatch(setting -> known.contains(setting) || FILES.contains(setting));
    }

    private Stream<String> missing(MatchResult mention) {
        List<String> files = testsByClass.getOrDefault(mention.group(1), List.of());
        if (files.isEmpty()) {
            return Stream.of(mention.group(1));
        }
        String method = mention.group(2);
        boolean found = method == null
                || files.stream().anyMatch(file -> Repository.read(file).contains(" " + method + "("));
        return found ? Stream.empty() : Stream.of(mention.group(1) + "." + method);
    }
}
