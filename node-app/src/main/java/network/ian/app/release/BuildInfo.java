package network.ian.app.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * Which program this is.
 *
 * @param version release
 * @param commit of the sources, if the build knew it; {@code -dirty} at its end means that files were changed
 */
public record BuildInfo(String version, Optional<String> commit) {

    private static final String UNKNOWN = "unknown";

    /** As the build wrote it beside this class. */
    public static BuildInfo read() {
        Properties properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            properties.load(Objects.requireNonNull(in, "build.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException("build.properties", e);
        }
        String commit = properties.getProperty("commit", UNKNOWN);
        return new BuildInfo(
                properties.getProperty("version", UNKNOWN),
                Optional.of(commit).filter(known -> !known.equals(UNKNOWN)));
    }
}
