package network.ian.benchmarks;

import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.PackCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.goal.GoalCatalog;

/** What a verifier is asked about one contribution of the demo goal: raw key, signed bytes, signature. */
public record SignedMessage(Bytes key, Bytes message, Bytes signature) {

    /** The same for each of {@code requests}. */
    public static List<SignedMessage> of(List<ContributionRequest> requests) {
        return requests.stream().map(SignedMessage::of).toList();
    }

    private static SignedMessage of(ContributionRequest request) {
        Bytes body = PackCodec.encode(request.pack());
        SignedHeader header = request.signedHeader(GoalCatalog.demoGoal().topic(), PackCodec.hash(body))
                .orElseThrow();
        return new SignedMessage(
                header.header().publicKey(),
                Bytes.wrap(HeaderCodec.signingMessage(header.bytes())),
                header.signature());
    }
}
