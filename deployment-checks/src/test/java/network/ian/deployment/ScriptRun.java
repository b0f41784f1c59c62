package network.ian.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.ian.app.endtoend.Finished;
import network.ian.app.endtoend.Machine;

/** Runs scripts of {@code scripts/} without this machine's own settings, and with the program as it was just built. */
record ScriptRun(Machine machine) {

    Finished run(String script, String... arguments) throws IOException {
        return run(List.of(), script, arguments);
    }

    /** @param prefix what to start it with */
    Finished run(List<String> prefix, String script, String... arguments) throws IOException {
        return machine.run(process(prefix, script, arguments), script);
    }

    /** With a PATH on which these programs are missing. */
    Finished runWithout(List<String> missing, String script, String... arguments) throws IOException {
        Path folder = Files.createDirectories(machine.path("bin"));
        for (String place : List.of("/usr/bin", "/bin")) {
            link(Path.of(place), folder, missing);
        }
        ProcessBuilder builder = process(List.of(), script, arguments);
        builder.environment().put("PATH", folder.toString());
        return machine.run(builder, script);
    }

    private ProcessBuilder process(List<String> prefix, String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Repository.path("scripts/" + script).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("IAN_"));
        environment.put("IAN_PROGRAM", program().toString());
        environment.put("HOME", machine.path("home").toString());
        return builder;
    }

    private Path program() throws IOException {
        Path program = machine.path("ian");
        if (!Files.exists(program)) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Path jar = Path.of(System.getProperty("ian.jar")).toAbsolutePath().normalize();
            executable(program, "#!/bin/sh\nexec '" + java + "' -XX:TieredStopAtLevel=1 -jar '" + jar + "' \"$@\"\n");
        }
        return program;
    }

    /** Writes a program of this text. */
    static void executable(Path program, String text) throws IOException {
        Files.writeString(program, text);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static void link(Path place, Path folder, List<String> missing) throws IOException {
        try (var programs = Files.list(place)) {
            for (Path program : programs.toList()) {
                Path link = folder.resolve(program.getFileName());
                if (!missing.contains(program.getFileName().toString()) && !Files.exists(link)) {
                    Files.deleteIfExists(link);
                    Files.createSymbolicLink(link, program);
                }
            }
        }
    }
}
