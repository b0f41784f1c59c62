package network.ian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every source file of the repository that was written here. */
class SourceFilesTest {

    private static final int MOST_LINES = 300;
    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|js|mjs|css|sh|py)|ian");
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
    private static final String THIS = "SourceFilesTest.java";

    @Test
    void noneIsLongerThanOneCanRead() {
        assertThat(sources().filter(file -> lines(file) > MOST_LINES)).isEmpty();
    }

    @Test
    void noneIsUnfinished() {
        assertThat(sources()
                        .filter(file -> !file.endsWith(THIS))
                        .filter(file -> LEFT_OVER.matcher(Repository.read(file)).find()))
                .isEmpty();
    }

    @Test
    void theFilesAreThere() {
        List<String> all = sources().toList();
        assertThat(all).hasSizeGreaterThan(1_000).anyMatch(file -> file.endsWith(THIS));
    }

    private static Stream<String> sources() {
        return Repository.files().stream()
                .filter(file -> SOURCE.matcher(file).matches())
                .filter(file -> !file.contains("/vendor/"));
    }

    private static long lines(String file) {
        return Repository.read(file).lines().count();
    }
}
