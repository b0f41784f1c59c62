package network.ian.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineChecksTest {

    private final FakeHost host = new FakeHost();

    @Test
    void aFitMachineIsFine() {
        assertThat(run()).extracting(Finding::status).containsOnly(Status.OK);
    }

    @Test
    void oneProcessorIsFew() {
        host.processors = 1;
        assertThat(Findings.one(run(), "processors").status()).isEqualTo(Status.WARN);
    }

    @Test
    void theHeapMustFitIntoTheContainer() {
        host.files.put("/sys/fs/cgroup/memory.max", (1L << 30) + "\n");
        Finding memory = Findings.one(run(), "memory");
        assertThat(memory.status()).isEqualTo(Status.FAIL);
        assertThat(memory.found()).contains("heap up to 2,048 MiB, 1,024 MiB is the container's limit");
        assertThat(memory.advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("IAN_JAVA_OPTS"));

        host.heap = 1000L << 20;
        assertThat(Findings.one(run(), "memory").status()).isEqualTo(Status.WARN);
        host.heap = 600L << 20;
        assertThat(Findings.one(run(), "memory").status()).isEqualTo(Status.OK);
    }

    @Test
    void theOwnGroupsLimitCounts() {
        host.files.put("/proc/self/cgroup", "0::/system.slice/ian.service\n");
        host.files.put("/sys/fs/cgroup/system.slice/ian.service/memory.max", Long.toString(1L << 30));
        assertThat(Findings.one(run(), "memory").status()).isEqualTo(Status.FAIL);
    }

    @Test
    void noLimitIsNoLimit() {
        host.files.put("/sys/fs/cgroup/memory.max", "max\n");
        host.files.put("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertThat(Findings.one(run(), "memory").found()).contains("4,096 MiB in the machine");
    }

    @Test
    void aMachineThatDoesNotTellIsSkipped() {
        host.files.clear();
        assertThat(Findings.one(run(), "memory").status()).isEqualTo(Status.SKIP);
        assertThat(Findings.one(run(), "open files").status()).isEqualTo(Status.SKIP);
    }

    @Test
    void peersNeedFiles() {
        host.files.put("/proc/77/limits", "Max open files            300  300  files\n");
        Finding files = Findings.one(new MachineChecks(host).run(Optional.of(77L), 50), "open files");
        assertThat(files.status()).isEqualTo(Status.FAIL);
        assertThat(files.found()).isEqualTo("300 may be open, 50 peers need 356");

        host.files.put("/proc/77/limits", "Max open files            1024  1024  files\n");
        assertThat(Findings.one(new MachineChecks(host).run(Optional.of(77L), 50), "open files")
                        .status())
                .isEqualTo(Status.WARN);
        host.files.put("/proc/77/limits", "Max open files            unlimited  unlimited  files\n");
        assertThat(Findings.one(new MachineChecks(host).run(Optional.of(77L), 50), "open files")
                        .status())
                .isEqualTo(Status.OK);
    }

    private List<Finding> run() {
        return new MachineChecks(host).run(Optional.empty(), 50);
    }
}
