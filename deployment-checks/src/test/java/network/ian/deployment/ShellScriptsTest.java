package network.ian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellScriptsTest {

    @Test
    void shellcheckFindsNothing() {
        List<String> scripts = scripts();
        assertThat(scripts).contains("ian", ".ci/run", ".ci/tool");

        List<String> command = new ArrayList<>(List.of(Tool.path("shellcheck"), "--external-sources"));
        command.addAll(scripts);
        ProcessBuilder shellcheck =
                new ProcessBuilder(command).directory(Repository.path(".").toFile());

        assertThat(Output.of(shellcheck).text()).isEmpty();
    }

    private static List<String> scripts() {
        return Repository.files().stream()
                .filter(file -> !file.matches(".*\\.(java|md|json|jar|wasm|png|gz)"))
                .filter(file -> Repository.read(file).matches("(?s)#!(/usr/bin/env bash|/bin/sh|/bin/bash)\\n.*"))
                .toList();
    }
}
