package network.ian.app.command;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import network.ian.client.proof.LogProof;
import network.ian.core.codec.MalformedException;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;

/** Documents for {@code ian proof verify}: verified, refused in a sentence, or called no proof. */
class ProofFuzzTest extends FuzzContract {

    private static final String HASH = "ab".repeat(32);
    private static final String SIBLING = "{\"hash\":\"" + HASH + "\",\"is_right\":true}";
    private static final String LEFT = SIBLING.replace("true", "false");

    @Override
    protected List<FuzzTarget> targets() {
        String proof = "{\"log_index\":2,\"leaf\":\"" + HASH + "\",\"leaf_hash\":\"" + HASH + "\",\"siblings\":["
                + SIBLING + "," + LEFT + "," + SIBLING + "],\"tree_size\":5,\"log_root\":\"" + HASH + "\"}";
        String wrapped = "{\"success\":true,\"data\":" + proof + ",\"error\":null}";
        return List.of(new FuzzTarget(
                "proof document",
                List.of(proof.getBytes(StandardCharsets.UTF_8), wrapped.getBytes(StandardCharsets.UTF_8)),
                FuzzTarget.JSON,
                List.of(MalformedException.class),
                new Allocation(300, 128 << 10),
                500_000,
                input -> LogProof.read(ProofVerifyCommand.document(input))
                        .fault(Optional.empty(), Optional.of(2L), Optional.empty())));
    }
}
