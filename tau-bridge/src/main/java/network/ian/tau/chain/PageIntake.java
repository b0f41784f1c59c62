package network.ian.tau.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.finality.ChainExchange.Taken;

/**
 * Verifies a page and takes it over, all or nothing. What is cheap to refute is looked at first, in all of the page, and no
 * signature is checked of what is known.
 */
final class PageIntake {

    private final GoalChain chain;
    private final ChainPage page;
    private final List<VerifiedAnchor> anchors = new ArrayList<>();

    PageIntake(GoalChain chain, ChainPage page) {
        this.chain = chain;
        this.page = page;
    }

    Taken take() {
        ChainPage.Block first = page.blocks().get(0);
        int before = chain.memory().heightOf(first.header().previous());
        if (before < 0) {
            return Taken.UNDECIDED;
        }
        if (first.header().number() != before + 1L || !anchorsStandInTheirBlocks()) {
            return Taken.INVALID;
        }
        List<ChainPage.Block> fresh = page.blocks().stream()
                .filter(block -> chain.memory().heightOf(block.hash()) < 0)
                .toList();
        if (fresh.isEmpty() && anchors.isEmpty()) {
            chain.memory().ended(page.blocks().get(page.blocks().size() - 1).hash());
            return Taken.KNOWN;
        }
        if (!fresh.isEmpty() && !chain.hasRoomBehind(fresh.get(0).header().previous())) {
            return Taken.UNDECIDED;
        }
        return fresh.stream().allMatch(this::isSigned)
                        && anchors.stream().allMatch(anchor -> chain.verifier().isSigned(anchor.transaction()))
                ? take(fresh)
                : Taken.INVALID;
    }

    private Taken take(List<ChainPage.Block> fresh) {
        VerifiedBatch batch = new VerifiedBatch();
        fresh.forEach(block -> batch.add(new VerifiedBlock(block.header(), block.hash(), block.proof())));
        anchors.forEach(batch::add);
        ChainChange change = chain.take(batch);
        if (!change.complete()) {
            return Taken.UNDECIDED;
        }
        chain.memory().ended(page.blocks().get(page.blocks().size() - 1).hash());
        return change.any() ? Taken.NEW : Taken.KNOWN;
    }

    private boolean anchorsStandInTheirBlocks() {
        for (ChainPage.Block block : page.blocks()) {
            for (AnchorProof anchor : block.anchors()) {
                if (chain.memory().hasAnchor(block.hash(), anchor.hash())) {
                    continue;
                }
                Optional<CommitterTransaction> carried = chain.verifier().transaction(anchor, block.header());
                if (carried.isEmpty()) {
                    return false;
                }
                anchors.add(new VerifiedAnchor(block.hash(), block.header().timestampSeconds(), anchor, carried.get()));
            }
        }
        return true;
    }

    private boolean isSigned(ChainPage.Block block) {
        return chain.verifier().isSigned(block.header(), block.hash(), block.proof());
    }
}
