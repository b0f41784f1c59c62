package network.ian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import network.ian.core.config.Setting;
import network.ian.core.config.Settings;
import org.junit.jupiter.api.Test;

/** What {@code docker compose config} would find and more; that program is not needed here. */
class ComposeFileTest {

    private final ComposeFile compose = ComposeFile.read();

    @Test
    void threeNodesAreWatched() {
        assertThat(compose.services())
                .containsOnlyKeys("grafana", "ian-node", "ian-node-2", "ian-node-3", "prometheus", "tau");
        assertThat(compose.services().get("ian-node").get("container_name")).isEqualTo("ian-node");
        assertThat(ComposeFile.strings(compose.services().get("tau").get("profiles")))
                .containsExactly("tau");
    }

    @Test
    void theProgramKnowsEveryVariableOfANode() {
        Set<String> known =
                Settings.ALL.stream().map(Setting::environment).collect(Collectors.toCollection(TreeSet::new));
        Settings.ALL.stream()
                .filter(Setting::secret)
                .map(Setting::fileEnvironment)
                .forEach(known::add);
        known.add("IAN_JAVA_OPTS");

        compose.nodes().forEach((name, node) -> {
            Set<String> names = ComposeFile.map(node.get("environment")).keySet();
            assertThat(names).as(name).isNotEmpty().isSubsetOf(known);
        });
        assertThat(ComposeFile.variables().stream().filter(name -> name.startsWith("IAN_")))
                .isSubsetOf(known);
    }

    @Test
    void theExampleNamesExactlyWhatTheFileReads() {
        Set<String> example = Repository.read("docker/.env.example")
                .lines()
                .filter(line -> line.matches("[A-Z0-9_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(example).isEqualTo(ComposeFile.variables());
    }

    @Test
    void whatIsMountedIsThere() {
        assertThat(compose.mountedFiles())
                .isNotEmpty()
                .allSatisfy(
                        file -> assertThat(Repository.path("docker/" + file)).exists());
        assertThat(compose.mountedVolumes())
                .isEqualTo(new TreeSet<>(
                        ComposeFile.map(compose.root().get("volumes")).keySet()));
        assertThat(Repository.read(".dockerignore")).contains("**/secrets", "**/.env");
    }

    @Test
    void everyServiceIsWatchedLimitedAndComesBack() {
        compose.services().forEach((name, service) -> {
            assertThat(service)
                    .as(name)
                    .containsKeys("healthcheck", "mem_limit", "logging", "cap_drop", "security_opt");
            assertThat(service.get("restart")).as(name).isEqualTo("unless-stopped");
            assertThat(ComposeFile.strings(service.get("ports")))
                    .as(name)
                    .allSatisfy(port ->
                            assertThat(port).matches("(127\\.0\\.0\\.1|\\$\\{PUBLISH_ADDRESS:-127\\.0\\.0\\.1}):.*"));
        });
        compose.nodes().forEach((name, node) -> {
            assertThat(node.get("read_only")).as(name).isEqualTo(true);
            assertThat(node.get("user")).as(name).isEqualTo("1000:1000");
            assertThat(ComposeFile.strings(node.get("secrets"))).as(name).containsExactly("ian_api_key");
        });
    }

    @Test
    void noSecretHasADefault() {
        String text = Repository.read(ComposeFile.PATH);
        assertThat(text).contains("${GRAFANA_ADMIN_PASSWORD:?");
        assertThat(Repository.read("docker/.env.example")).containsPattern("(?m)^GRAFANA_ADMIN_PASSWORD=$");
        assertThat(Repository.files()).doesNotContain("docker/.env", "docker/secrets/ian_api_key");
    }

    @Test
    void theImageIsBuiltFromAllModulesOfTheProgram() {
        String dockerfile = Repository.read("docker/Dockerfile");
        String modules = Repository.read("pom.xml");
        Map<String, Boolean> copied = modules.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("<module>"))
                .map(line -> line.replaceAll("</?module>", ""))
                .collect(Collectors.toMap(
                        module -> module, module -> dockerfile.contains("COPY " + module + "/pom.xml ")));

        assertThat(copied).isNotEmpty().doesNotContainValue(false);
        assertThat(copied.keySet().stream()
                        .filter(module -> Files.isDirectory(Repository.path(module + "/src/main/java")))
                        .filter(module -> !module.equals("benchmarks")))
                .allSatisfy(module -> assertThat(dockerfile).contains("COPY " + module + "/src/main "));
    }

    @Test
    void theImageIsWhatTheRunbookSays() {
        assertThat(Repository.read("docker/Dockerfile"))
                .contains(
                        "USER 1000:1000",
                        "VOLUME [\"/data\", \"/var/log/ian\"]",
                        "IAN_DATA_DIR=/data",
                        "IAN_LOG_DIR=/var/log/ian",
                        "CMD [\"ian\", \"health\"]",
                        "ENTRYPOINT [\"ian\"]",
                        "EXPOSE 8000/tcp 9000/tcp 9001/tcp");
    }
}
