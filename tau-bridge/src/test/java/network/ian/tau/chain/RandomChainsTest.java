package network.ian.tau.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import network.ian.core.codec.Bytes;
import network.ian.core.finality.ChainExchange.Taken;
import network.ian.core.finality.ChainExchange.Tip;
import network.ian.tau.block.TransactionTree;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees of blocks in any order, by downloads and by pages, with restarts, against a model that computes all from scratch. */
class RandomChainsTest {

    @TempDir
    Path directory;

    @Test
    void anyOrderOnAnyWayLeadsToTheSameChain() {
        for (long seed = 1; seed <= 3; seed++) {
            run(seed, 30);
        }
    }

    @Test
    @Tag("proof")
    void anyOrderOnAnyWayLeadsToTheSameChainManyTimes() {
        long first = 10_000;
        int runs = 200;
        for (long seed = first; seed < first + runs; seed++) {
            run(seed, 20 + (int) (seed % 60));
        }
        System.out.println("random chains: seeds " + first + " to " + (first + runs - 1) + ", all as the model says");
    }

    private void run(long seed, int size) {
        Random random = new Random(seed);
        try (ChainsFixture mine = new ChainsFixture(directory.resolve("seed" + seed))) {
            List<TauBlock> blocks = tree(mine.forge, random, size);
            NaiveChain model = new NaiveChain(mine.forge.block0());
            for (int step = 0; step < 25; step++) {
                step(mine, model, blocks, random);
                check(mine, model, "seed " + seed + ", step " + step);
            }
            Collections.shuffle(blocks, random);
            mine.read(blocks);
            model.read(blocks);
            check(mine, model, "seed " + seed + ", all");
            assertThat(mine.chains.status(ChainsFixture.TOPIC).blocks()).isEqualTo(size);
            mine.reopen();
            check(mine, model, "seed " + seed + ", reopened");
        }
    }

    private static void step(ChainsFixture mine, NaiveChain model, List<TauBlock> blocks, Random random) {
        switch (random.nextInt(5)) {
            case 0 -> mine.reopen();
            case 1 -> {
                List<TauBlock> some = new ArrayList<>(blocks);
                Collections.shuffle(some, random);
                some = some.subList(0, random.nextInt(4) * some.size() / 5);
                mine.read(some);
                model.read(some);
            }
            default -> page(mine, model, branch(blocks, random), random);
        }
    }

    /** A few blocks that follow each other. */
    private static List<TauBlock> branch(List<TauBlock> blocks, Random random) {
        List<TauBlock> branch = new ArrayList<>();
        Optional<TauBlock> next = Optional.of(blocks.get(random.nextInt(blocks.size())));
        for (int left = 1 + random.nextInt(6); left > 0 && next.isPresent(); left--) {
            TauBlock block = next.get();
            branch.add(block);
            next = blocks.stream()
                    .filter(child -> child.header().previous().equals(block.claimedHash()))
                    .findAny();
        }
        return branch;
    }

    private static void page(ChainsFixture mine, NaiveChain model, List<TauBlock> branch, Random random) {
        boolean connects = model.knowsParent(branch.get(0));
        List<ChainPage.Block> page = new ArrayList<>();
        for (TauBlock block : branch) {
            Set<Integer> leftOut = random.nextInt(4) == 0 ? Set.of(0) : Set.of();
            page.add(pageBlock(block, leftOut));
            if (connects) {
                model.add(block, leftOut);
            }
        }
        Taken taken = mine.offer(mine.codec().encode(new ChainPage(page)));
        assertThat(taken == Taken.NEW || taken == Taken.KNOWN).isEqualTo(connects);
        assertThat(taken).isNotEqualTo(Taken.INVALID);
    }

    private static ChainPage.Block pageBlock(TauBlock block, Set<Integer> leftOut) {
        List<AnchorProof> anchors = new ArrayList<>();
        Set<Bytes> seen = new HashSet<>();
        for (int i = 0; i < block.transactions().size(); i++) {
            TauTransaction transaction = block.transactions().get(i);
            boolean ours = transaction.sender().equals(ChainForge.committer().hex());
            if (ours && !leftOut.contains(i) && seen.add(transaction.canonical())) {
                anchors.add(
                        new AnchorProof(i, TransactionTree.path(block.transactionIds(), i), transaction.canonical()));
            }
        }
        return new ChainPage.Block(block.header(), block.claimedHash(), block.proof(), anchors);
    }

    private static List<TauBlock> tree(ChainForge forge, Random random, int size) {
        List<TauBlock> blocks = new ArrayList<>();
        List<TauTransaction> anchors = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int back = 1 + random.nextInt(1 + random.nextInt(4));
            TauBlock parent = blocks.size() < back ? forge.block0() : blocks.get(blocks.size() - back);
            List<TauTransaction> carried = new ArrayList<>();
            for (int count = random.nextInt(4); count > 0; count--) {
                carried.add(transaction(anchors, random, i));
            }
            TauTransaction[] distinct = carried.stream().distinct().toArray(TauTransaction[]::new);
            blocks.add(forge.next(
                    random.nextBoolean() ? ChainForge.VALIDATOR : ChainForge.OTHER_VALIDATOR,
                    parent,
                    ChainForge.START_SECONDS + i,
                    distinct));
        }
        return blocks;
    }

    /** A new anchor, one that another block has too, its twin, or somebody else's transaction. */
    private static TauTransaction transaction(List<TauTransaction> anchors, Random random, int number) {
        int kind = random.nextInt(4);
        if (kind == 0 || anchors.isEmpty()) {
            anchors.add(ChainForge.anchor(
                    anchors.size() / 2, ChainForge.commit(ChainsFixture.GOAL, 1 + random.nextInt(99))));
            return anchors.get(anchors.size() - 1);
        }
        TauTransaction some = anchors.get(random.nextInt(anchors.size()));
        return switch (kind) {
            case 1 -> some;
            case 2 -> ChainForge.twin(some);
            default -> ChainForge.foreign(number);
        };
    }

    private static void check(ChainsFixture mine, NaiveChain model, String where) {
        Optional<Tip> tip = mine.chains.tip(ChainsFixture.TOPIC);
        assertThat(tip.map(Tip::hash).orElse(mine.forge.block0().claimedHash()))
                .as(where)
                .isEqualTo(model.tip());
        assertThat(mine.chains.anchors(ChainsFixture.TOPIC).anchors())
                .as(where)
                .extracting(AnchorOnChain::transaction)
                .containsExactlyElementsOf(model.anchors());
    }
}
