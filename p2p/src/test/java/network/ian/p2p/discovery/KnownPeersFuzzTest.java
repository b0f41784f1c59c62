package network.ian.p2p.discovery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.MalformedException;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;

/** {@code known_peers.json}, as a failing disk or somebody who can write there leaves it. */
class KnownPeersFuzzTest extends FuzzContract {

    private static final String BOOK = ("{'addresses':[{'address':'1.2.3.4:9000','last_success':5,'tried':true},"
                    + "{'address':'[2001:db8::1]:9000','last_success':0,'tried':false}],'anchors':['203.0.113.1:9000'],"
                    + "'pinned':['seed.example:9000'],'saved_at':1,'version':1}")
            .replace('\'', '"');

    @Override
    protected List<FuzzTarget> targets() {
        List<String> words = new ArrayList<>(FuzzTarget.JSON);
        words.addAll(List.of("[::]:0", "::ffff:1.2.3.4", "0x7f.1", "%eth0", "999.1.1.1", "tcp://"));
        return List.of(new FuzzTarget(
                "known_peers.json",
                List.of(BOOK.getBytes(StandardCharsets.UTF_8)),
                words,
                List.of(MalformedException.class),
                new Allocation(300, 256 << 10),
                500_000,
                KnownPeersCodec::decode));
    }
}
