package network.ian.deployment.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.core.config.ConfigLoader;
import network.ian.core.config.ConfigSources;
import network.ian.core.config.LoadedConfig;
import network.ian.deployment.Installed;
import network.ian.deployment.Output;
import network.ian.deployment.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units are understood by systemd, shut in the service, and say what the node needs. */
class UnitTest {

    private static final List<String> UNITS = List.of("ian-node.service", "ian-backup.service", "ian-backup.timer");
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: ([0-9.]+)");
    private static final double HIGHEST_EXPOSURE = 1.5;

    @TempDir
    Path directory;

    @Test
    void systemdUnderstandsEveryLine() throws IOException {
        for (String unit : UNITS) {
            Output verified = verify(unit, Repository.read(Unit.FOLDER + unit));
            assertThat(verified.text()).as(unit).isEmpty();
            assertThat(verified.exitCode()).as(unit).isZero();
        }
    }

    @Test
    void aMisspeltLineWouldBeSeen() throws IOException {
        String text = Repository.read(Unit.FOLDER + "ian-node.service").replace("ProtectHome=", "ProtectHomes=");
        assertThat(verify("ian-node.service", text).text()).contains("ProtectHomes");
    }

    @Test
    void theServicesAreShutIn() {
        String analyze = Installed.require("systemd-analyze", "the hardening of the units is not rated");
        for (String unit : List.of("ian-node.service", "ian-backup.service")) {
            Output rated = Output.of(new ProcessBuilder(
                    analyze,
                    "security",
                    "--no-pager",
                    "--offline=true",
                    Repository.path(Unit.FOLDER + unit).toString()));
            Matcher exposure = EXPOSURE.matcher(rated.text());
            assertThat(exposure.find()).as(rated.text()).isTrue();
            System.out.println(exposure.group());
            assertThat(Double.parseDouble(exposure.group(1))).isLessThanOrEqualTo(HIGHEST_EXPOSURE);
        }
    }

    @Test
    void whatTheNodeNeedsIsThere() {
        Unit unit = Unit.read("ian-node.service");

        assertThat(unit.one("ExecStartPre")).isEqualTo("/opt/ian/bin/ian config validate");
        assertThat(unit.one("ExecStart")).isEqualTo("/opt/ian/bin/ian run");
        assertThat(unit.one("Restart")).isEqualTo("on-failure");
        // Wrong usage or configuration.
        assertThat(unit.one("RestartPreventExitStatus")).isEqualTo("2");
        assertThat(unit.one("KillSignal")).isEqualTo("SIGTERM");
        assertThat(seconds(unit.one("TimeoutStopSec"))).isGreaterThan(10);
        assertThat(unit.one("StateDirectory")).isEqualTo("ian");
        assertThat(unit.one("LogsDirectory")).isEqualTo("ian");
        assertThat(unit.one("Environment")).isEqualTo("IAN_DATA_DIR=/var/lib/ian IAN_LOG_DIR=/var/log/ian");
        assertThat(unit.one("CapabilityBoundingSet")).isEmpty();
        assertThat(unit.one("NoNewPrivileges")).isEqualTo("yes");
        assertThat(unit.one("ProtectSystem")).isEqualTo("strict");
        assertThat(unit.values()).doesNotContainKeys("MemoryDenyWriteExecute", "ProcSubset", "NoExecPaths");
        assertThat(unit.values().get("SystemCallFilter")).containsExactly("@system-service", "~@privileged @resources");
    }

    @Test
    void theNodeTakesTheExampleOfItsSettings() throws Exception {
        String example = Unit.FOLDER + "ian-node.env.example";
        Map<String, String> plain = environment(Unit.settings(example));
        assertThat(load(plain).config().api().host()).isEqualTo("127.0.0.1");

        // And all that is commented out.
        Path all = Files.writeString(
                directory.resolve("all.env"), Repository.read(example).replaceAll("(?m)^#(IAN_)", "$1"));
        Map<String, String> everything = environment(Unit.settings(all.toString()));
        assertThat(everything).hasSizeGreaterThan(plain.size() + 4);
        Path key = Files.writeString(directory.resolve("key"), "0123456789abcdef");
        everything.replace("IAN_API_KEY_FILE", key.toString());
        load(everything);
    }

    private LoadedConfig load(Map<String, String> environment) throws Exception {
        LoadedConfig loaded = ConfigLoader.load(new ConfigSources(Optional.empty(), Map.of(), environment, directory));
        assertThat(loaded.warnings()).isEmpty();
        return loaded;
    }

    /** As the unit has it: its own variables, and those of its file over them. */
    private static Map<String, String> environment(List<String[]> file) {
        Map<String, String> environment = new HashMap<>();
        Arrays.stream(Unit.read("ian-node.service").one("Environment").split(" "))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> environment.put(pair[0], pair[1]));
        file.forEach(pair -> environment.put(pair[0], pair[1]));
        return environment;
    }

    /** systemd looks for the program, so a copy names one that is there. */
    private Output verify(String unit, String text) throws IOException {
        String analyze = Installed.require("systemd-analyze", "the units are not verified");
        Path programs = Repository.path("deploy/systemd");
        for (String other : UNITS) {
            String content = other.equals(unit) ? text : Repository.read(Unit.FOLDER + other);
            Files.writeString(directory.resolve(other), content.replace("/opt/ian/bin", programs.toString()));
        }
        return Output.of(new ProcessBuilder(
                analyze,
                "verify",
                "--man=no",
                "--recursive-errors=no",
                directory.resolve(unit).toString()));
    }

    private static int seconds(String time) {
        assertThat(time).endsWith("s");
        return Integer.parseInt(time.substring(0, time.length() - 1));
    }
}
