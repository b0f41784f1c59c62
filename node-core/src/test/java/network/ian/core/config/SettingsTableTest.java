package network.ian.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SettingsTableTest {

    private static final Path DOCUMENT = Path.of("../docs/CONFIGURATION.md");
    private static final String BEGIN = "<!-- settings: written from Settings.java -->\n";
    private static final String END = "<!-- end of settings -->\n";

    /** Run with {@code -Dian.docs.write=true} to bring the document up to date. */
    @Test
    void theDocumentationListsExactlyTheSettings() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        assertThat(begin).as("markers in %s", DOCUMENT).isBetween(BEGIN.length(), end);
        if (Boolean.getBoolean("ian.docs.write")) {
            document = document.substring(0, begin) + SettingsTable.markdown() + document.substring(end);
            Files.writeString(DOCUMENT, document);
            end = document.indexOf(END);
        }
        assertThat(document.substring(begin, end)).isEqualTo(SettingsTable.markdown());
    }

    @Test
    void keysVariablesAndFlagsAreUniqueAndWellFormed() {
        for (Function<Setting<?>, String> name :
                List.<Function<Setting<?>, String>>of(Setting::key, Setting::environment, Setting::flag)) {
            Set<String> seen = new HashSet<>();
            assertThat(Settings.ALL).allMatch(setting -> seen.add(name.apply(setting)));
        }
        assertThat(Settings.ALL).allMatch(setting -> setting.key().matches("[a-z0-9]+\\.[a-z_]+"));
        assertThat(Settings.ALL).allMatch(setting -> setting.environment().matches("IAN_[A-Z0-9_]+"));
    }
}
