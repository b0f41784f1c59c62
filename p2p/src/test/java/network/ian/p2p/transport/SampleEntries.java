package network.ian.p2p.transport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.TreeMap;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributorId;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.Kind;
import network.ian.core.contribution.PackCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.SigningKey;
import network.ian.core.evaluation.trading.PolicySampler;
import network.ian.core.evaluation.trading.SplitMix64;
import network.ian.p2p.wire.WireEntry;

/** Signed contributions of random trading rules, some of which a goal with the demo's rules accepts. */
final class SampleEntries {

    static final SigningKey KEY = SigningKey.fromSeed(new byte[32]);

    private final PolicySampler sampler;

    SampleEntries(long seed) {
        this.sampler = new PolicySampler(new SplitMix64(seed));
    }

    WireEntry next(Hash topic, long timestampMs) {
        AgentPack pack = new AgentPack(
                "1.0.0",
                Bytes.wrap(sampler.next()),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
        Bytes body = PackCodec.encode(pack);
        Bytes header = HeaderCodec.encode(new Header(
                ContributorId.ofKey(KEY.publicKey()),
                topic,
                Kind.AGENT_PACK,
                PackCodec.hash(body),
                KEY.publicKey(),
                0,
                false,
                timestampMs,
                Optional.empty()));
        return WireEntry.of(header, KEY.sign(HeaderCodec.signingMessage(header)), body);
    }
}
