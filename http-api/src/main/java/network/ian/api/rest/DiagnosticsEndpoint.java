package network.ian.api.rest;

import java.lang.management.ManagementFactory;
import java.util.List;
import network.ian.api.diagnosis.HeapSummary;
import network.ian.api.diagnosis.ThreadDump;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.ReadEndpoint;

/** {@code /api/v1/admin/diagnostics}: what the process's threads and memory do, as {@code ian diagnostics export} keeps it. */
final class DiagnosticsEndpoint implements ReadEndpoint {

    /**
     * The process as it sees itself. Arguments and environment are left out, since they may hold secrets.
     *
     * @param java version and vendor of the running Java
     * @param uptimeMs of the process
     */
    record Diagnosis(
            String version,
            String java,
            long pid,
            int processors,
            long uptimeMs,
            int threadCount,
            List<String> deadlocked,
            HeapSummary heap,
            String threads) {}

    private final String version;

    DiagnosticsEndpoint(String version) {
        this.version = version;
    }

    @Override
    public Answer read(ApiRequest request) {
        ThreadDump dump = ThreadDump.take();
        return Answer.ok(new Diagnosis(
                version,
                Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                ProcessHandle.current().pid(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getRuntimeMXBean().getUptime(),
                dump.total(),
                dump.deadlocked(),
                HeapSummary.take(),
                dump.text()));
    }
}
