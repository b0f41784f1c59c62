package network.ian.p2p.score;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.ian.core.codec.MalformedException;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;

/** {@code peer_scores.json}, which operators edit by hand and by script while the node runs. */
class ScoreFuzzTest extends FuzzContract {

    @Override
    protected List<FuzzTarget> targets() {
        PeerScore peer = new PeerScore(Rig.id(1), 87.5, Counts.NONE, 0, 1_767_225_600.5, 1_767_225_601, Map.of());
        PeerScore other = new PeerScore(Rig.id(2), 5, Counts.NONE, 1_767_325_600, 1_767_225_600.5, 1, Map.of());
        byte[] written = ScoreCodec.encode(
                new ScoreDocument(1_767_225_602.125, Map.of(Rig.id(1), peer, Rig.id(2), other), Map.of(), Map.of()));
        String prefixes = new String(written, StandardCharsets.UTF_8)
                .replaceFirst("\"peers\"", "\"banned_prefixes\": {\"203.0.113.0/24\": 1767325600.0}, \"peers\"");
        List<String> words = new ArrayList<>(FuzzTarget.JSON);
        words.addAll(List.of("1e308", "-1e308", "/33", "::/129", "\"score\": \"100\""));
        return List.of(new FuzzTarget(
                "peer_scores.json",
                List.of(written, prefixes.getBytes(StandardCharsets.UTF_8)),
                words,
                List.of(MalformedException.class),
                new Allocation(300, 512 << 10),
                500_000,
                ScoreCodec::decode));
    }
}
