package network.ian.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;

/** Evaluation by family of policies, verification by provider: microseconds of one core, all packs different. */
final class PartsBenchmark {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FEWEST = 64;

    private PartsBenchmark() {}

    static void run(Options options) {
        int count = options.integer("contributions", 16_384);
        int rounds = options.integer("rounds", 7);
        List<ContributionRequest> requests = new SignedRequests(2, 16).next(count, 1_700_000_000_000L);
        Map<String, List<AgentPack>> byFamily = requests.stream()
                .map(ContributionRequest::pack)
                .collect(Collectors.groupingBy(PartsBenchmark::family, TreeMap::new, Collectors.toList()));
        evaluation(byFamily, rounds);
        for (String provider : List.of("corretto", "bouncycastle", "jdk")) {
            verification(provider, requests.subList(0, Math.min(count, 4_096)), rounds);
        }
    }

    private static void evaluation(Map<String, List<AgentPack>> byFamily, int rounds) {
        Parts parts = new Parts("auto");
        Map<String, Median> medians = new TreeMap<>();
        // All families by turns and one warm-up round more, so that the compiler has met every one of them.
        for (int round = -1; round < rounds; round++) {
            for (var family : byFamily.entrySet()) {
                double micros = parts.evaluateMicros(family.getValue());
                if (round >= 0) {
                    medians.computeIfAbsent(family.getKey(), f -> new Median()).add(micros);
                }
            }
        }
        medians.forEach((family, median) -> {
            int packs = byFamily.get(family).size();
            String remark = packs < FEWEST ? " (only " + packs + " packs)" : "";
            System.out.println("evaluate " + family + ": " + median.words("%.1f") + " us" + remark);
        });
    }

    private static void verification(String provider, List<ContributionRequest> requests, int rounds) {
        Parts parts = new Parts(provider);
        if (!parts.provider().equals(provider)) {
            System.out.println("verify by " + provider + ": not usable here");
            return;
        }
        Median median = new Median();
        parts.verifyMicros(requests);
        for (int round = 0; round < rounds; round++) {
            median.add(parts.verifyMicros(requests));
        }
        System.out.printf(
                Locale.ROOT, "verify by %s: %s us, %.0f/s%n", provider, median.words("%.1f"), 1e6 / median.value());
    }

    private static String family(AgentPack pack) {
        try {
            JsonNode policy = JSON.readTree(pack.parameters().view());
            String name = policy.get("policy").textValue();
            return policy.has("weights") ? name + ", " + policy.get("weights").size() + " features" : name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
