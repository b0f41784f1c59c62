package network.ian.app.agent;

import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.PackCodec;
import network.ian.core.goal.GoalSpec;
import network.ian.core.ingest.AdmissionRules;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.wasm.sandbox.AgentModule;
import network.ian.wasm.sandbox.AgentStoppedException;

/** What a node finds out about a module before it runs it, in the same words. */
public final class ModuleCheck {

    private final GoalSpec goal;

    /** @param goal one whose agents are WebAssembly modules */
    public ModuleCheck(GoalSpec goal) {
        this.goal = goal;
    }

    /**
     * Why every node would refuse this pack; empty if that takes a run to find out.
     *
     * @throws MalformedException if it is no pack at all
     */
    public Optional<Verdict.Reject> refusal(AgentPack pack) {
        return new AdmissionRules(goal)
                .checkSize(PackCodec.encode(pack).size())
                .map(Verdict.Reject.class::cast)
                .or(() -> structure(pack));
    }

    private Optional<Verdict.Reject> structure(AgentPack pack) {
        try {
            AgentModule.load(pack.parameters(), goal.limits().memoryPages());
            return Optional.empty();
        } catch (MalformedException e) {
            return Optional.of(new Verdict.Reject(Reason.INVALID_STRUCTURE, e.getMessage()));
        } catch (AgentStoppedException e) {
            // This program could not tell; a node may.
            return Optional.empty();
        }
    }
}
