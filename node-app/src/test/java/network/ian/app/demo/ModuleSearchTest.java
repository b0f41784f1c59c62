package network.ian.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.evaluation.trading.SplitMix64;
import network.ian.wasm.sandbox.AgentModule;
import org.junit.jupiter.api.Test;

class ModuleSearchTest {

    private static final int PAGES = 64;

    @Test
    void theExamplesAreInTheProgram() {
        for (ExampleAgent example : ExampleAgent.values()) {
            assertThatCode(() -> AgentModule.load(example.module(), PAGES)).doesNotThrowAnyException();
            assertThat(new ModuleProposal(example.module()).brief()).isEqualTo(example.words());
        }
    }

    @Test
    void startsFromAnExampleAndTriesNothingTwice() {
        List<Proposal> tried = proposals(3, List.of());
        assertThat(tried.get(0).parameters()).isEqualTo(ExampleAgent.BUY_AND_HOLD.module());
        assertThat(new HashSet<>(tried)).hasSameSizeAs(tried);
        assertThat(proposals(3, List.of())).isEqualTo(tried);
        assertThat(proposals(4, List.of())).isNotEqualTo(tried);
    }

    @Test
    void whatItMovesIsTheWeightsOfTheNetwork() {
        // The first row of examples/agents/recurrent-network/weights.ts.
        assertThat(NetworkWeights.example()).hasSize(NetworkWeights.COUNT).startsWith(-25, -5, -52, 25, 18, 34);
        for (Proposal proposal : proposals(5, List.of()).subList(1, 50)) {
            byte[] weights = NetworkWeights.of(proposal.parameters()).orElseThrow();
            assertThat(NetworkWeights.moved(weights)).isPositive();
            assertThatCode(() -> AgentModule.load(proposal.parameters(), PAGES)).doesNotThrowAnyException();
            assertThat(proposal.brief()).matches("network, [0-9]+ weights moved");
        }
    }

    @Test
    void learnsWhatIsGoodAndFromLeaders() {
        byte[] leader = NetworkWeights.example();
        Arrays.fill(leader, (byte) 100);
        List<Proposal> tried = proposals(6, List.of(new ModuleProposal(NetworkWeights.module(leader))));
        assertThat(tried.subList(1, 50).stream().filter(proposal -> near(proposal, leader)))
                .as("about half are drawn from the leader")
                .hasSizeBetween(12, 49);
        ModuleSearch search = new ModuleSearch(ExampleAgent.BUY_AND_HOLD, new SplitMix64(1));
        search.propose(List.of());
        search.learn(new ModuleProposal(NetworkWeights.module(leader)), 1.0);
        assertThat(near(search.propose(List.of()), leader)).isTrue();
    }

    @Test
    void aStrangersModuleIsNoNetwork() {
        byte[] other = ExampleAgent.RECURRENT_NETWORK.module().toArray();
        other[100]++;
        assertThat(NetworkWeights.of(Bytes.wrap(other))).isEmpty();
        assertThat(NetworkWeights.of(Bytes.EMPTY)).isEmpty();
        assertThat(new ModuleProposal(Bytes.wrap(other)).brief()).isEqualTo("a module of 1501 bytes");
    }

    private static boolean near(Proposal proposal, byte[] weights) {
        byte[] own = NetworkWeights.of(proposal.parameters()).orElseThrow();
        int equal = 0;
        for (int i = 0; i < own.length; i++) {
            equal += own[i] == weights[i] ? 1 : 0;
        }
        return equal >= own.length - 12;
    }

    private static List<Proposal> proposals(long seed, List<Proposal> leaders) {
        ModuleSearch search = new ModuleSearch(ExampleAgent.BUY_AND_HOLD, new SplitMix64(seed));
        List<Proposal> proposals = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            proposals.add(search.propose(leaders));
        }
        return proposals;
    }
}
