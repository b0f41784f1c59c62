package network.ian.tau.devnode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import network.ian.core.codec.Hex;
import network.ian.core.crypto.Hash;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauTransaction;

/** Carries commands out. Any thread may call. */
final class Commands {

    private static final String HELLO = "hello version=";

    private final Ledger ledger;
    private final Inspection inspection;
    private final Mischief mischief;
    private final String environment;
    private final IntConsumer waiting;

    /**
     * @param environment what {@code hello} says, e.g. {@code test}
     * @param waiting is told how many transactions wait after one was taken
     */
    Commands(Ledger ledger, Inspection inspection, Mischief mischief, String environment, IntConsumer waiting) {
        this.ledger = ledger;
        this.inspection = inspection;
        this.mischief = mischief;
        this.environment = environment;
        this.waiting = waiting;
    }

    /** The command that a line names, in lower case. */
    static String verb(String line) {
        return line.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
    }

    Reply answer(String line) {
        if (line.startsWith(HELLO)) {
            return hello(line.substring(HELLO.length()).strip());
        }
        String[] words = line.strip().split("\\s+", 2);
        String verb = words[0].toLowerCase(Locale.ROOT);
        String rest = words.length > 1 ? words[1].strip() : "";
        return mischief.failure(verb, () -> carryOut(verb, rest))
                .map(failure -> Reply.error(verb, failure))
                .orElseGet(() -> carryOut(verb, rest));
    }

    private Reply carryOut(String verb, String rest) {
        return switch (verb) {
            case "getsequence" -> argument(verb, rest, this::sequence);
            case "getbalance" -> argument(verb, rest, this::balance);
            case "gettxstatus" -> argument(verb, rest, this::status);
            case "checktx" -> check(rest);
            case "sendtx" -> send(rest);
            case "getmempool" -> Reply.ok(verb, mempool());
            case "getblocks" -> blocks(rest);
            case "getgovernance" -> Reply.ok(verb, governance());
            default -> Reply.error(verb, Refusal.of("UNKNOWN_COMMAND", "Unknown command."));
        };
    }

    private Reply hello(String version) {
        if (version.isEmpty()) {
            return Reply.text("error malformed_handshake");
        }
        return version.equals("1") || version.equals("2")
                ? Reply.text("ok version=" + version + " env=" + environment + " node=tau-node")
                : Reply.text("error unsupported_version expected=1|2 got=" + version);
    }

    private static Reply argument(String verb, String rest, Function<String, Reply> answer) {
        boolean one = !rest.isEmpty() && rest.chars().noneMatch(Character::isWhitespace);
        return one ? answer.apply(rest) : invalid(verb, "Usage: " + verb + " <argument>");
    }

    private Reply sequence(String address) {
        ObjectNode data = object().put("address", address);
        return Reply.ok("getsequence", data.put("sequence_number", ledger.sequence(address)));
    }

    private Reply balance(String address) {
        ObjectNode data = object().put("address", address);
        return Reply.ok(
                "getbalance", data.put("balance", ledger.balance(address).toString()));
    }

    private Reply status(String text) {
        String hash = text.toLowerCase(Locale.ROOT);
        if (!Hex.isHex(hash, 2 * Hash.SIZE)) {
            return invalid("gettxstatus", "tx_hash must be 64 hex characters.");
        }
        Ledger.Standing standing = ledger.standing(Hash.fromHex("tx_hash", hash));
        ObjectNode data = object().put("tx_hash", hash).put("status", standing.status());
        standing.block()
                .ifPresent(block -> data.put("block_hash", block.claimedHash().hex())
                        .put("block_number", block.header().number())
                        .put("confirmations", standing.confirmations()));
        return Reply.ok("gettxstatus", data);
    }

    private Reply check(String json) {
        return judge(
                "checktx",
                json,
                ledger::check,
                transaction -> object().put("admissible", true)
                        .put("tx_hash", transaction.hash().hex())
                        .put("tx_type", "user_tx"));
    }

    private Reply send(String json) {
        return judge("sendtx", json, ledger::submit, transaction -> {
            waiting.accept(ledger.waiting().size());
            return object().put("message", "Transaction queued.")
                    .put("tx_hash", transaction.hash().hex());
        });
    }

    private Reply judge(
            String verb,
            String json,
            Function<TauTransaction, Optional<Refusal>> ask,
            Function<TauTransaction, ObjectNode> taken) {
        if (json.isEmpty()) {
            return invalid(verb, "Usage: " + verb + " <json_payload>");
        }
        Inspection.Result result = inspection.of(json);
        if (result instanceof Inspection.Result.Refused refused) {
            return Reply.error(verb, refused.why());
        }
        TauTransaction transaction = ((Inspection.Result.Sound) result).transaction();
        return ask.apply(transaction)
                .map(why -> Reply.error(verb, why))
                .orElseGet(() -> Reply.ok(verb, taken.apply(transaction)));
    }

    private ObjectNode mempool() {
        List<TauTransaction> all = ledger.waiting();
        ObjectNode data = object().put("count", all.size());
        ArrayNode entries = data.putArray("transactions");
        all.forEach(transaction -> entries.addObject()
                .put("tx_hash", transaction.hash().hex())
                .put("sender", transaction.sender())
                .put("sequence_number", transaction.sequence()));
        return data;
    }

    private Reply blocks(String limit) {
        List<TauBlock> all = told().stored();
        if (limit.isEmpty()) {
            return Reply.blocks(all, all.size());
        }
        if (!Transfer.isDigits(limit) || limit.length() > 9 || Integer.parseInt(limit) < 1) {
            return invalid("getblocks", "limit must be a positive integer.");
        }
        int from = Math.max(0, all.size() - Integer.parseInt(limit));
        return Reply.blocks(all.subList(from, all.size()), all.size());
    }

    private ObjectNode governance() {
        TauBlock head = mischief.lie().isPresent() ? told().head() : ledger.head();
        ObjectNode data = object();
        data.put("head_hash", head.claimedHash().hex());
        data.put("head_number", head.header().number());
        data.put("next_block_height", head.header().number() + 1);
        data.put("active_validator_count", 1);
        data.putArray("active_validators")
                .add(WorthlessKeys.VALIDATOR.publicKey().hex());
        return data;
    }

    private Lie.View told() {
        Lie.View truth = ledger.view();
        return mischief.lie().map(lie -> lie.instead(truth)).orElse(truth);
    }

    private static Reply invalid(String verb, String message) {
        return Reply.error(verb, Refusal.of("INVALID_PARAMS", message));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
