package network.ian.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import network.ian.core.codec.Base64Text;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.contribution.PackCodec;

/** A body as the API shows it: the pack's own fields, with the proofs beside them. */
final class PackJson {

    private PackJson() {}

    static ObjectNode of(Bytes encoded) {
        AgentPack pack = PackCodec.decode(encoded);
        ObjectNode json = ContributionRequestCodec.pack(pack);
        ObjectNode proofs = json.putObject("proofs");
        pack.proofs().forEach((name, value) -> proofs.put(name, Base64Text.encode(value)));
        return json;
    }
}
