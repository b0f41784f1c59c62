package network.ian.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.ian.core.crypto.Sha256;
import org.junit.jupiter.api.Test;

/** The dashboard's files: which they are, what they may not contain, and that what others wrote is as they wrote it. */
class DashboardFilesTest {

    private static final Path FOLDER = Path.of("src/main/resources", DashboardPage.FOLDER);
    private static final Path VENDORED = FOLDER.resolve("vendor/noble-hashes");

    /** Ways by which a text could become markup, script or a request elsewhere. */
    private static final Pattern REFUSED = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|setHTML|DOMParser"
                    + "|createContextualFragment|javascript:|XMLHttpRequest|sendBeacon|importScripts|new Image");

    private static final Pattern ELSEWHERE = Pattern.compile("https?://(?!www\\.w3\\.org/2000/svg)");
    private static final Pattern INLINE = Pattern.compile("(?i)<style|\\sstyle=|\\son[a-z]+=|<script>|<base");

    @Test
    void theTableNamesEveryFileOfTheFolderAndNoOther() throws IOException {
        List<String> there = files().stream()
                .filter(name ->
                        !name.equals("index.html") && !name.endsWith("LICENSE") && !name.endsWith("PROVENANCE.md"))
                .sorted()
                .toList();
        assertThat(DashboardPage.ASSETS).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void thePageLoadsEveryModuleAtOnce() throws IOException {
        String page = text("index.html");
        for (String name : DashboardPage.ASSETS) {
            if (!name.startsWith("vendor/")) {
                assertThat(page).contains("\"assets/" + name + "\"");
            }
        }
    }

    @Test
    void noTextBecomesMarkupAndNothingComesFromElsewhere() throws IOException {
        for (String name : files()) {
            if (!name.startsWith("vendor/")) {
                assertThat(text(name)).as(name).doesNotContainPattern(REFUSED).doesNotContainPattern(ELSEWHERE);
            }
        }
        assertThat(text("index.html")).doesNotContainPattern(INLINE);
    }

    @Test
    void vendoredFilesAreWhatTheirPackageHas() throws IOException {
        Map<String, String> named = new TreeMap<>();
        Pattern line = Pattern.compile("\\| `([^`]+)` \\| `([0-9a-f]{64})` \\|");
        Files.readString(VENDORED.resolve("PROVENANCE.md"))
                .lines()
                .map(line::matcher)
                .filter(Matcher::matches)
                .forEach(found -> named.put(found.group(1), found.group(2)));
        Map<String, String> there = new TreeMap<>();
        try (Stream<Path> files = Files.list(VENDORED)) {
            for (Path file : files.toList()) {
                if (!file.endsWith("PROVENANCE.md")) {
                    there.put(
                            file.getFileName().toString(),
                            Sha256.of(Files.readAllBytes(file)).hex());
                }
            }
        }
        assertThat(there).isEqualTo(named).hasSize(5);
    }

    @Test
    void noFileIsLong() throws IOException {
        for (String name : files()) {
            if (name.endsWith(".js") && !name.startsWith("vendor/")) {
                assertThat(text(name).lines().count()).as(name).isLessThan(400);
            }
        }
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString())
                    .toList();
        }
    }

    private static String text(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }
}
