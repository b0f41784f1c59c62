package network.ian.app.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import network.ian.app.cli.Console;
import network.ian.app.cli.TerminalText;

/** Findings for people and for programs. */
final class DoctorReport {

    private static final int LONGEST = 1_000;

    private final Console console;

    DoctorReport(Console console) {
        this.console = console;
    }

    void print(List<Finding> findings) {
        int width = findings.stream()
                .mapToInt(finding -> finding.check().length())
                .max()
                .orElse(0);
        for (Finding finding : findings) {
            String line = "%-4s  %-" + width + "s  %s";
            console.line(line.formatted(finding.status(), finding.check(), shown(finding.found()))
                    .stripTrailing());
            finding.advice().ifPresent(advice -> console.line(" ".repeat(width + 8) + "-> " + shown(advice)));
        }
        console.line("%d checks: %d ok, %d warnings, %d failed, %d skipped"
                .formatted(
                        findings.size(),
                        count(findings, Status.OK),
                        count(findings, Status.WARN),
                        count(findings, Status.FAIL),
                        count(findings, Status.SKIP)));
    }

    void json(List<Finding> findings) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("ok", ok(findings));
        ObjectNode counts = answer.putObject("counts");
        for (Status status : Status.values()) {
            counts.put(status.name().toLowerCase(Locale.ROOT), count(findings, status));
        }
        ArrayNode checks = answer.putArray("checks");
        findings.forEach(finding -> checks.addObject()
                .put("check", finding.check())
                .put("status", finding.status().name())
                .put("found", finding.found())
                .put("advice", finding.advice().orElse(null)));
        console.json(answer);
    }

    static boolean ok(List<Finding> findings) {
        return count(findings, Status.FAIL) == 0;
    }

    private static long count(List<Finding> findings, Status status) {
        return findings.stream().filter(finding -> finding.status() == status).count();
    }

    private static String shown(String text) {
        return TerminalText.escape(text, LONGEST);
    }
}
