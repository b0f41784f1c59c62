package network.ian.deployment;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;

/** A program from outside Java's world, found or fetched by {@code .ci/tool}. */
public final class Tool {

    private static final int NOT_TO_BE_HAD = 3;

    private Tool() {}

    /** The program's path. Where it is not to be had the test is skipped and says so; in continuous builds it fails. */
    public static String path(String program) {
        Output found =
                Output.of(new ProcessBuilder("bash", Repository.path(".ci/tool").toString(), program));
        if (found.exitCode() == NOT_TO_BE_HAD) {
            if ("true".equals(System.getenv("CI"))) {
                fail(found.text());
            }
            abort(found.text());
        }
        found.requireSuccess();
        String[] lines = found.text().strip().split("\n");
        return Path.of(lines[lines.length - 1]).toString();
    }
}
