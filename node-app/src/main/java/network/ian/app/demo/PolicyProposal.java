package network.ian.app.demo;

import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.evaluation.trading.Policy;
import network.ian.core.evaluation.trading.PolicyReader;
import network.ian.core.evaluation.trading.PolicyWriter;

/** A policy of {@code trading-v1}. */
record PolicyProposal(Policy policy) implements Proposal {

    /** From a pack's parameters; empty if they are no policy. */
    static Optional<Proposal> read(Bytes parameters) {
        try {
            return Optional.of(new PolicyProposal(PolicyReader.read(parameters.view())));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    @Override
    public Bytes parameters() {
        return Bytes.wrap(PolicyWriter.write(policy));
    }

    @Override
    public String brief() {
        return PolicyText.brief(policy);
    }

    @Override
    public List<String> full() {
        return PolicyText.full(policy);
    }
}
