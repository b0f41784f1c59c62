package network.ian.core.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.ObjectReader;
import network.ian.core.codec.PrintableText;
import network.ian.core.contribution.Kind;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * Reads goal specifications. The topic is the hash of the document in canonical form as it was given: a default that is
 * written out is another document, so that a field added by a later version never moves an existing topic.
 */
public final class GoalSpecCodec {

    /** Most ranked entries of a leaderboard. */
    public static final int MAX_LEADERBOARD_CAPACITY = 10_000;

    /** Largest pack that any goal can allow, in bytes. */
    public static final int MAX_PACK_BYTES = 7 * 1024 * 1024;

    private static final int DEFAULT_LEADERBOARD_CAPACITY = 100;
    private static final int DEFAULT_PACK_BYTES = 128 * 1024;
    private static final int MAX_AUTHORITY_KEYS = 1024;
    private static final int MAX_POW_BITS = 64;
    private static final int MAX_DATA_SETS = 16;

    private GoalSpecCodec() {}

    /**
     * Decodes a goal document in any JSON layout.
     *
     * @param what the document's name in errors, e.g. its file name
     * @throws MalformedException naming the field
     */
    public static GoalSpec decode(String what, byte[] utf8) {
        return decode(what, what, utf8);
    }

    /**
     * As {@link #decode(String, byte[])}, with errors about a field that name the field alone.
     *
     * @param what the document's name in errors about all of it
     */
    public static GoalSpec decodeFields(String what, byte[] utf8) {
        return decode(what, "", utf8);
    }

    private static GoalSpec decode(String what, String path, byte[] utf8) {
        ObjectNode json = CanonicalJson.parseObject(what, utf8, JsonLimits.GOAL_SPEC);
        Bytes canonical = Bytes.wrap(CanonicalJson.encode(what, json));
        ObjectReader in = new ObjectReader(path, json);
        GoalSpec spec = new GoalSpec(
                goalId(in),
                PrintableText.require(in.path("name"), in.text("name"), 128),
                in.optionalText("description").orElse(""),
                kinds(in),
                harness(in.child("harness")),
                limits(in.child("limits")),
                thresholds(in.child("thresholds")),
                in.has("ranking") ? ranking(in.child("ranking")) : Ranking.DEFAULT,
                (int) in.integerOr("leaderboard_capacity", DEFAULT_LEADERBOARD_CAPACITY, 1, MAX_LEADERBOARD_CAPACITY),
                in.has("admission") ? admission(in.child("admission")) : new Admission.Open(),
                in.has("anchor") ? Optional.of(AnchorSpecCodec.decode(in.child("anchor"))) : Optional.empty(),
                canonical,
                Sha256.of(canonical.view()));
        in.done();
        return spec;
    }

    private static String goalId(ObjectReader in) {
        String id = in.text("goal_id");
        if (!id.matches("[A-Za-z0-9_]{1,64}")) {
            throw in.malformed("goal_id", "expected 1 to 64 of A-Z a-z 0-9 _");
        }
        return id;
    }

    private static List<Kind> kinds(ObjectReader in) {
        List<Kind> kinds = new ArrayList<>();
        for (String text : in.texts("kinds", Kind.values().length)) {
            kinds.add(Kind.parse(text).orElseThrow(() -> in.malformed("kinds", "unknown kind '" + text + "'")));
        }
        if (kinds.isEmpty() || new HashSet<>(kinds).size() != kinds.size()) {
            throw in.malformed("kinds", "expected at least one kind, each once");
        }
        return List.copyOf(kinds);
    }

    private static GoalSpec.HarnessSpec harness(ObjectReader in) {
        GoalSpec.HarnessSpec harness = new GoalSpec.HarnessSpec(
                PrintableText.require(in.path("id"), in.text("id"), 64),
                in.object("parameters"),
                in.has("data_sets") ? Map.copyOf(in.textMap("data_sets", MAX_DATA_SETS, Hash::fromHex)) : Map.of());
        in.done();
        return harness;
    }

    private static GoalSpec.Limits limits(ObjectReader in) {
        GoalSpec.Limits limits = new GoalSpec.Limits(
                (int) in.integer("episodes", 1, 1_000_000),
                in.integer("steps", 1, CanonicalJson.MAX_INTEGER),
                in.integerOr("fuel", 0, 0, CanonicalJson.MAX_INTEGER),
                (int) in.integerOr("memory_pages", 0, 0, 65_536),
                (int) in.integerOr("max_pack_bytes", DEFAULT_PACK_BYTES, 1, MAX_PACK_BYTES));
        in.done();
        return limits;
    }

    private static GoalSpec.Thresholds thresholds(ObjectReader in) {
        GoalSpec.Thresholds thresholds = new GoalSpec.Thresholds(
                decimal(in, "min_reward"),
                decimal(in, "max_risk"),
                decimal(in, "max_complexity"),
                decimalOr(in, "min_sharpe_ratio", Double.NEGATIVE_INFINITY),
                decimalOr(in, "max_drawdown", Double.POSITIVE_INFINITY));
        in.done();
        return thresholds;
    }

    private static Ranking ranking(ObjectReader in) {
        Ranking ranking = new Ranking(
                rankingMode(in),
                decimalOr(in, "reward", Ranking.DEFAULT.reward()),
                decimalOr(in, "risk", Ranking.DEFAULT.risk()),
                decimalOr(in, "complexity", Ranking.DEFAULT.complexity()),
                decimalOr(in, "sharpe_ratio", Ranking.DEFAULT.sharpeRatio()),
                decimalOr(in, "max_drawdown", Ranking.DEFAULT.maxDrawdown()));
        in.done();
        return ranking;
    }

    private static Ranking.Mode rankingMode(ObjectReader in) {
        return switch (in.optionalText("mode").orElse("scalar")) {
            case "scalar" -> Ranking.Mode.SCALAR;
            case "pareto" -> Ranking.Mode.PARETO;
            default -> throw in.malformed("mode", "expected scalar or pareto");
        };
    }

    private static Admission admission(ObjectReader in) {
        Admission admission = switch (in.text("mode")) {
            case "open" -> new Admission.Open();
            case "pow" -> new Admission.ProofOfWork((int) in.integer("bits", 1, MAX_POW_BITS));
            case "authority" -> new Admission.Authority(keys(in));
            default -> throw in.malformed("mode", "expected open, pow or authority");
        };
        in.done();
        return admission;
    }

    private static Set<Bytes> keys(ObjectReader in) {
        Set<Bytes> keys = new HashSet<>();
        for (String hex : in.texts("keys", MAX_AUTHORITY_KEYS)) {
            Bytes key = Bytes.fromHex(in.path("keys"), hex);
            if (key.size() != 32 || !keys.add(key)) {
                throw in.malformed("keys", "expected raw Ed25519 keys in hex, each once");
            }
        }
        if (keys.isEmpty()) {
            throw in.malformed("keys", "empty: nobody could contribute");
        }
        return Set.copyOf(keys);
    }

    private static double decimalOr(ObjectReader in, String name, double absent) {
        return in.has(name) ? decimal(in, name) : absent;
    }

    /** At most 9 digits before the point, so that no sum of weighted metrics can overflow. */
    private static double decimal(ObjectReader in, String name) {
        String text = in.text(name);
        if (!text.matches("-?(0|[1-9][0-9]{0,8})(\\.[0-9]{1,18})?")) {
            throw in.malformed(name, "expected a decimal as text, e.g. \"-0.25\"");
        }
        return Double.parseDouble(text) + 0.0;
    }
}
