package network.ian.deployment;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Programs that tests use where the machine has them, and that nobody fetches. */
public final class Installed {

    private Installed() {}

    /** The program's path; where it is missing the test is skipped and says what then stays unchecked. */
    public static String require(String program, String unchecked) {
        return find(program).orElseGet(() -> abort(program + " is not on the PATH: " + unchecked));
    }

    private static Optional<String> find(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
