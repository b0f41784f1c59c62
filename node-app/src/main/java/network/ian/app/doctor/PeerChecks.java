package network.ian.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.app.doctor.Outside.Visit;

/** Whether others reach this node, and let it in. */
final class PeerChecks {

    private static final String UNBAN = "Ask the operators of the seeds for 'ian peer unban ";

    private final LocalNode node;
    private final Optional<String> ownId;
    private final boolean hasSeeds;

    PeerChecks(LocalNode node, Optional<String> ownId, boolean hasSeeds) {
        this.node = node;
        this.ownId = ownId;
        this.hasSeeds = hasSeeds;
    }

    /**
     * All of them.
     *
     * @param seedsAnswer whether a seed other than this node answers
     * @param asOneself what a seed said to this node's own identity; empty if none was asked
     * @param own what became of a visit to where peers are told to find this node; empty if nothing is known, or no node runs
     */
    List<Finding> run(boolean seedsAnswer, Optional<Visit> asOneself, Optional<Visit> own) {
        List<Finding> findings = new ArrayList<>();
        findings.add(peers(seedsAnswer, asOneself));
        findings.add(own.map(this::ownAddress)
                .orElseGet(() -> Finding.skip(
                        "own address",
                        node.answers() ? "the node does not know it yet" : "no node runs here to be reached")));
        return findings;
    }

    private Finding peers(boolean seedsAnswer, Optional<Visit> asOneself) {
        Optional<Visit> refused =
                asOneself.filter(visit -> visit.met().isEmpty() && visit.words().contains("banned"));
        if (refused.isPresent()) {
            return Finding.fail(
                    "peers",
                    "the seed at " + refused.get().address() + " bans this node: "
                            + refused.get().words(),
                    UNBAN + ownId.orElse("ID")
                            + "', and look for bad signatures or malformed frames in this node's log first.");
        }
        if (!node.answers()) {
            return Finding.skip("peers", "no node answers here");
        }
        if (!node.isAlone()) {
            return Finding.ok("peers", node.peers().path("total").asInt() + " connected");
        }
        if (!hasSeeds) {
            return Finding.ok("peers", "none, and no seeds are configured");
        }
        return seedsAnswer
                ? Finding.warn(
                        "peers",
                        "none, though seeds answer"
                                + asOneself.map(PeerChecks::told).orElse(""),
                        "Wait a minute after a start; then read node.log for why connections end.")
                : Finding.fail("peers", "none, and no seed answers", "See the checks 'seed' for why.");
    }

    private static String told(Visit visit) {
        return visit.met().isPresent()
                ? ", and take this node's identity"
                : "; one said to this node: " + visit.words();
    }

    private Finding ownAddress(Visit visit) {
        if (visit.met().isEmpty()) {
            return Finding.warn(
                    "own address",
                    "peers are told " + visit.address() + ", which cannot be reached from here: " + visit.step() + ": "
                            + visit.words(),
                    "Open that port in firewall and router, set IAN_ADVERTISE_ADDR to the address that others see, and try"
                            + " 'ian peer check " + visit.address() + "' from another machine.");
        }
        String met = visit.met().get().nodeId();
        return ownId.filter(met::equals).isPresent()
                ? Finding.ok("own address", visit.address() + " leads here")
                : Finding.fail(
                        "own address",
                        "peers are told " + visit.address() + ", where another node answers: " + met,
                        "Set IAN_ADVERTISE_ADDR to this node's own address.");
    }
}
