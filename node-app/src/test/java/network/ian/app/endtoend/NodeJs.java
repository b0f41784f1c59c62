package network.ian.app.endtoend;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs scripts with Node.js. Where there is none, a test is skipped and says so; in continuous builds it fails. */
final class NodeJs {

    private final Machine machine;

    NodeJs(Machine machine) {
        this.machine = machine;
    }

    /** Installs what a folder's package-lock.json names, unless that is there already. */
    void install(Path folder) throws IOException {
        require("node");
        require("npm");
        Path lock = folder.resolve("package-lock.json");
        Path installed = folder.resolve("node_modules/.package-lock.json");
        if (!Files.exists(installed)
                || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) < 0) {
            machine.run(new ProcessBuilder("npm", "ci", "--loglevel=error").directory(folder.toFile()), "npm ci")
                    .withExitCode(0);
        }
    }

    /** Runs a script of the folder to its end. */
    Finished run(Path folder, String script, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("node", script).directory(folder.toFile());
        builder.command().addAll(Arrays.asList(arguments));
        return machine.run(builder, "node " + script);
    }

    private static void require(String tool) {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
        if (there) {
            return;
        }
        String words = tool + " is not on the PATH: proofs cannot be checked by a verifier from npm";
        if ("true".equals(System.getenv("CI"))) {
            fail(words);
        }
        abort(words);
    }
}
