package network.ian.app.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The packaged program, {@code target/ian.jar} and {@code lib} beside it, as the launcher starts it. */
public final class Program {

    private static final Path JAR = Path.of(System.getProperty("ian.jar", "target/ian.jar"));
    /** Further ones, e.g. an ahead-of-time cache for a run that starts thousands. */
    private static final List<String> JVM_OPTIONS = Stream.of(
                    System.getProperty("ian.test.jvm-options", "").split(" "))
            .filter(option -> !option.isEmpty())
            .toList();

    private Program() {}

    /** A process that runs {@code ian} with these arguments and no {@code IAN_} variable; nothing is started yet. */
    public static ProcessBuilder process(Path temporary, String... arguments) throws IOException {
        if (!Files.isRegularFile(JAR)) {
            throw new IllegalStateException(JAR.toAbsolutePath() + " is missing: run these tests with 'mvn verify'");
        }
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx512m",
                // Most of these live for seconds: compiled at once is worth more to them than compiled well.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + Files.createDirectories(temporary)));
        command.addAll(JVM_OPTIONS.isEmpty() ? SharedClasses.options(JAR) : JVM_OPTIONS);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(devNull()));
        builder.environment().keySet().removeIf(name -> name.startsWith("IAN_"));
        return builder;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static java.io.File devNull() {
        return Path.of("/dev/null").toFile();
    }
}
