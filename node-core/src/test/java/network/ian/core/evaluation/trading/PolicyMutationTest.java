package network.ian.core.evaluation.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import network.ian.core.crypto.Sha256;
import org.junit.jupiter.api.Test;

class PolicyMutationTest {

    private static final long SEED = 3;

    @Test
    void everythingItMakesReadsBackEqual() {
        PolicyMutation mutation = new PolicyMutation(new SplitMix64(SEED));
        Policy walker = mutation.random();
        for (int i = 0; i < 20_000; i++) {
            walker = next(mutation, walker, i);
            assertReadsBack(walker, i);
        }
    }

    @Test
    void reachesEveryFamilyAndMovesWithinIt() {
        PolicyMutation mutation = new PolicyMutation(new SplitMix64(SEED));
        Map<Class<?>, Integer> families = new HashMap<>();
        int moved = 0;
        for (int i = 0; i < 1000; i++) {
            Policy parent = mutation.random();
            Policy child = mutation.mutate(parent);
            families.merge(parent.getClass(), 1, Integer::sum);
            assertThat(child).hasSameClassAs(parent);
            moved += child.equals(parent) ? 0 : 1;
        }
        assertThat(families)
                .hasSize(3)
                .allSatisfy((family, count) -> assertThat(count).isGreaterThan(50));
        assertThat(moved).isGreaterThan(900);
    }

    /** Pinned: the same on every JDK. */
    @Test
    void theSameSeedMakesTheSamePolicies() {
        PolicyMutation mutation = new PolicyMutation(new SplitMix64(SEED));
        MessageDigest digest = Sha256.newDigest();
        Policy walker = mutation.random();
        for (int i = 0; i < 2000; i++) {
            walker = next(mutation, walker, i);
            digest.update(PolicyWriter.write(walker));
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("e94b2b65d7e4eeadc7aba01e2a9f8d88defa62bc57d0faf93ecf6bf5344f152b");
    }

    @Test
    void writesShortNumbers() {
        Policy policy = new LinearPolicy(
                Map.of(Feature.RETURN_1, -0.05, Feature.ZSCORE_20, 12.5, Feature.TREND_200, 1e6), 0.000001, -1.0, 0.1);
        assertThat(PolicyWriter.write(policy))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("{\"policy\":\"linear\",\"weights\":{\"return_1\":-0.05,\"trend_200\":1000000,"
                        + "\"zscore_20\":12.5},\"bias\":0.000001,\"max_position\":0.1}");
    }

    private static Policy next(PolicyMutation mutation, Policy walker, int i) {
        return switch (i % 3) {
            case 0 -> mutation.crossover(walker, mutation.random());
            case 1 -> i % 50 == 1 ? mutation.random() : mutation.mutate(walker);
            default -> mutation.mutate(walker);
        };
    }

    private static void assertReadsBack(Policy policy, int i) {
        byte[] bytes = PolicyWriter.write(policy);
        assertThat(PolicyReader.read(bytes))
                .as("seed %d, policy %d: %s", SEED, i, new String(bytes, StandardCharsets.US_ASCII))
                .isEqualTo(policy);
    }
}
