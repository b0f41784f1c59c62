package network.ian.app.doctor;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import network.ian.core.view.ClockSkew;

/** Whether the machine's clock is right, by its own word and by that of others. */
final class ClockChecks {

    /** Headers that are 15 s ahead wait at other nodes' doors; this much skew is on the way there. */
    private static final long NOTICEABLE_MS = 10_000;

    private static final int UNSYNCHRONISED = 64;
    private static final String FIX =
            "Let NTP set the clock: 'sudo timedatectl set-ntp true' on the host (a container has the host's clock), then"
                    + " 'timedatectl' must say 'System clock synchronized: yes'.";

    private final Host host;

    ClockChecks(Host host) {
        this.host = host;
    }

    /**
     * All of them.
     *
     * @param ofNode what the running node makes of its peers' clocks
     * @param ofSeeds by how many milliseconds this clock is ahead of each seed's that answered
     */
    List<Finding> run(Optional<ClockSkew> ofNode, List<Long> ofSeeds) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                "time zone",
                host.zone() + ", it is "
                        + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                ZonedDateTime.ofInstant(host.now(), host.zone()).truncatedTo(ChronoUnit.SECONDS))
                        + "; logs and API speak UTC"));
        findings.add(synchronisation());
        findings.add(skew(ofNode.filter(skew -> skew.peers() > 0), ClockSkew.of(ofSeeds)));
        return findings;
    }

    private Finding synchronisation() {
        Optional<Boolean> synchronised = bySystemd().or(this::byChrony).or(this::byKernel);
        if (synchronised.isEmpty()) {
            return Finding.skip(
                    "time sync", "neither timedatectl, chronyc nor adjtimex tells here, as in most containers");
        }
        return synchronised.get()
                ? Finding.ok("time sync", "the clock is synchronised")
                : Finding.warn("time sync", "nothing synchronises the clock", FIX);
    }

    private Optional<Boolean> bySystemd() {
        return host.output("timedatectl", "show", "--property=NTPSynchronized", "--value")
                .map(String::strip)
                .filter(text -> text.equals("yes") || text.equals("no"))
                .map("yes"::equals);
    }

    private Optional<Boolean> byChrony() {
        return host.output("chronyc", "-n", "tracking")
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("Leap status"))
                        .findFirst())
                .map(line -> !line.contains("Not synchronised"));
    }

    /** Bit STA_UNSYNC of the kernel's clock status (adjtimex(2)). */
    private Optional<Boolean> byKernel() {
        return host.output("adjtimex", "--print")
                .flatMap(text -> text.lines()
                        .map(String::strip)
                        .filter(line -> line.matches("status: \\d{1,6}"))
                        .findFirst())
                .map(line -> (Integer.parseInt(line.substring("status: ".length())) & UNSYNCHRONISED) == 0);
    }

    private static Finding skew(Optional<ClockSkew> ofNode, ClockSkew ofSeeds) {
        ClockSkew skew = ofNode.orElse(ofSeeds);
        String whom = ofNode.isPresent() ? "peer" : "seed";
        if (skew.peers() == 0) {
            return Finding.skip("clock", "nobody to compare with: no peer is connected and no seed answers");
        }
        String found = String.format(
                Locale.ROOT,
                "%.1f s %s the median of %d %s%s",
                Math.abs(skew.seconds()),
                skew.medianMs() < 0 ? "behind" : "ahead of",
                skew.peers(),
                whom,
                skew.peers() == 1 ? "" : "s");
        if (skew.problem().isPresent()) {
            return Finding.fail("clock", found + ": other nodes refuse what this clock stamps", FIX);
        }
        return Math.abs(skew.medianMs()) > NOTICEABLE_MS
                ? Finding.warn("clock", found, FIX)
                : Finding.ok("clock", found);
    }
}
