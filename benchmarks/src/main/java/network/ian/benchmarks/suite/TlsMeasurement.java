package network.ian.benchmarks.suite;

import java.util.List;
import network.ian.benchmarks.Machine;
import network.ian.benchmarks.SignedRequests;
import network.ian.benchmarks.Usage;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.PackCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.p2p.transport.LoopbackStream;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;

/**
 * Frames with entries through the peers' transport, against the same bytes through the same TLS without frames; both ends in
 * this process on loopback. By core time, as a rate on all cores.
 */
final class TlsMeasurement implements Measurement {

    private static final int ENTRIES = 64;

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public List<Figure> measure(Plan plan) throws Exception {
        try (LoopbackStream stream = new LoopbackStream(entries())) {
            int times = (plan.size(100, 600) << 20) / stream.messageBytes();
            ByTurns turns = ByTurns.measure(
                    plan, name(), () -> megabytes(stream, times, false), () -> megabytes(stream, times, true));
            return List.of(turns.higherIsBetter(
                    "tls.frames", "MB/s", "TLS 1.3 on loopback without frames, both ends", Double.NaN));
        }
    }

    private static double megabytes(LoopbackStream stream, int times, boolean asFrames) throws Exception {
        Usage start = Usage.now();
        stream.send(times, asFrames);
        double seconds = Usage.since(start).ownNanos() / 1e9 / Machine.cores();
        return (double) times * stream.messageBytes() / 1e6 / seconds;
    }

    private static Message entries() {
        GoalSpec spec = GoalCatalog.demoGoal();
        List<FetchedItem> items = new SignedRequests(10, 1)
                .next(ENTRIES, 1).stream()
                        .map(request -> (FetchedItem) new FetchedItem.Whole(entry(spec, request)))
                        .toList();
        return new Message.Entries(1, spec.topic(), true, items);
    }

    private static WireEntry entry(GoalSpec spec, ContributionRequest request) {
        Bytes body = PackCodec.encode(request.pack());
        SignedHeader signed =
                request.signedHeader(spec.topic(), PackCodec.hash(body)).orElseThrow();
        return WireEntry.of(signed.bytes(), signed.signature(), body);
    }
}
