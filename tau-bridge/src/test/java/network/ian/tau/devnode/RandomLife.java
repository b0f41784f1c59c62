package network.ian.tau.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.tau.bls.BlsSecretKey;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauTransaction;

/** A stand-in to which anything happens, in an order that follows from a seed, and what must hold all the same. */
final class RandomLife implements AutoCloseable {

    private static final List<BlsSecretKey> KEYS =
            List.of(WorthlessKeys.COMMITTER, WorthlessKeys.VALIDATOR, WorthlessKeys.STRANGER);

    private static final List<Fate> FATES = List.of(Fate.values());

    private final Random random;
    private final Bench bench;
    private final ChainLevers chain;
    private final List<TauTransaction> taken = new ArrayList<>();

    RandomLife(long seed) throws IOException {
        random = new Random(seed);
        bench = new Bench(seed);
        chain = bench.node.chain();
    }

    void step() throws IOException {
        int depth = Math.min(1 + random.nextInt(3), chain.canonical().size() - 1);
        Fate fate = FATES.get(random.nextInt(FATES.size()));
        switch (random.nextInt(16)) {
            case 0 -> chain.mineAnyway(1);
            case 1 -> chain.mineTwin();
            case 2 -> bench.clock.advance(Duration.ofSeconds(random.nextInt(40)));
            case 3 -> {
                if (random.nextInt(4) == 0) {
                    chain.evict();
                }
            }
            case 4 -> {
                if (depth > 0) {
                    chain.reorganise(depth, fate);
                }
            }
            case 5 -> {
                if (depth > 0) {
                    chain.rival(depth, fate);
                }
            }
            case 6 -> {
                if (depth > 1) {
                    chain.abandonedFork(depth);
                }
            }
            case 7, 8, 9 -> chain.mine();
            default -> send();
        }
    }

    /** What costs little to check. */
    void holds() throws IOException {
        List<TauBlock> canonical = chain.canonical();
        assertThat(chain.stored()).containsAll(canonical);
        TauBlock best = chain.stored().stream()
                .max(Comparator.comparingLong((TauBlock block) -> block.header().number())
                        .thenComparing(TauBlock::claimedHash, Comparator.reverseOrder()))
                .orElseThrow();
        assertThat(chain.head()).isEqualTo(best);
        assertThat(money()).isEqualTo(Genesis.FUNDS);
        Set<Hash> mined = new HashSet<>();
        canonical.forEach(block -> mined.addAll(block.transactionIds()));
        Set<Hash> waiting = new HashSet<>(BlockMaker.ids(chain.waiting()));
        assertThat(Collections.disjoint(waiting, mined)).isTrue();
        for (TauTransaction transaction : taken) {
            Hash hash = transaction.hash();
            String[] expected = waiting.contains(hash)
                    ? new String[] {"queued", "expired"}
                    : mined.contains(hash)
                            ? new String[] {"confirmed"}
                            : new String[] {"expired", "evicted", "rejected"};
            assertThat(bench.client.status(transaction)).isIn((Object[]) expected);
        }
    }

    void verifies() {
        Walk.verifies(chain.canonical());
    }

    int blocks() {
        return chain.stored().size();
    }

    int transactions() {
        return taken.size();
    }

    private void send() throws IOException {
        BlsSecretKey key = KEYS.get(random.nextInt(KEYS.size()));
        String sender = key.publicKey().hex();
        long next = bench.client
                .data("getsequence " + sender)
                .path("sequence_number")
                .asLong();
        boolean wrong = random.nextInt(8) == 0;
        long sequence = wrong ? next + 1 : next;
        long expiry = bench.now() + 20 + random.nextInt(100);
        TauTransaction transaction = TauTransaction.sign(key, sequence, expiry, 10, operations(sender));
        String code = bench.client.send(transaction);
        assertThat(code).isIn(wrong ? List.of("INVALID_SEQUENCE") : List.of("ok", "INSUFFICIENT_FUNDS"));
        if (code.equals("ok")) {
            taken.add(transaction);
        }
    }

    private JsonNode operations(String sender) {
        ObjectNode operations = JsonNodeFactory.instance.objectNode();
        if (random.nextBoolean()) {
            return operations.put("ian", "IAN1:" + random.nextInt());
        }
        String to = KEYS.get(random.nextInt(KEYS.size())).publicKey().hex();
        operations.putArray("1").addArray().add(sender).add(to).add(random.nextInt(300));
        return operations;
    }

    private BigInteger money() throws IOException {
        BigInteger sum = BigInteger.ZERO;
        for (BlsSecretKey key : KEYS) {
            String balance = bench.client
                    .data("getbalance " + key.publicKey().hex())
                    .path("balance")
                    .asText();
            sum = sum.add(new BigInteger(balance));
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        bench.close();
    }
}
