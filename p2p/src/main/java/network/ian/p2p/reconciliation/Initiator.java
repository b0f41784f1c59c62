package network.ian.p2p.reconciliation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * The asking side of Negentropy V1 (NIP-77, appendix): finds the ids that only one of two sets holds. Keeps nothing between
 * messages but the set, which may grow meanwhile. A responder that lies can make it go on for ever: whoever drives it bounds
 * the round trips.
 */
public final class Initiator {

    /** Most ids that one step takes for missing on the other side without having seen others listed instead. */
    public static final int MOST_HAVE = 4096;

    private final KeySumTree tree;
    private final Tuning tuning;

    /** With messages of at most 60 KiB. */
    public Initiator(KeySumTree tree) {
        this(tree, Tuning.DEFAULT);
    }

    /**
     * @param frameLimit longest message in bytes
     * @throws IllegalArgumentException for less than 4,096
     */
    public Initiator(KeySumTree tree, int frameLimit) {
        this(tree, Tuning.DEFAULT.withFrameLimit(frameLimit));
    }

    Initiator(KeySumTree tree, Tuning tuning) {
        this.tree = tree;
        this.tuning = tuning;
    }

    /** The first message. */
    public Bytes initiate() {
        ReplyWriter first = new ReplyWriter(tree, tuning.frameLimit());
        first.narrow(0, tree.size(), Bound.INFINITY, tuning.initiatorLists(), tuning.bucketsFor(1));
        return first.toBytes();
    }

    /** Takes the responder's answer to the last message. */
    public Step step(Bytes message) {
        Optional<NegentropyFault> noVersion = Responder.versionFault(message);
        if (noVersion.isPresent()) {
            return new Step.Broken(noVersion.get());
        }
        if (message.at(0) != ReplyWriter.VERSION) {
            return new Step.Broken(NegentropyFault.OTHER_VERSION);
        }
        RangeReader reader = new RangeReader(message);
        List<Range> ranges = reader.read();
        return reader.fault().<Step>map(Step.Broken::new).orElseGet(() -> new Pass(Span.over(ranges, tree)).run());
    }

    /** One walk over the ranges of a message. */
    private final class Pass {

        private final List<Span> spans;
        private final ReplyWriter next = new ReplyWriter(tree, tuning.frameLimit());
        private final Set<Hash> have = new LinkedHashSet<>();
        private final Set<Hash> need = new LinkedHashSet<>();

        Pass(List<Span> spans) {
            this.spans = spans;
        }

        Step run() {
            int buckets = tuning.bucketsFor(Span.differing(spans));
            for (int i = 0; i < spans.size() && !next.cut(); i++) {
                Span span = spans.get(i);
                Bound upper = span.range().upper();
                if (span.differs()) {
                    next.narrow(span.from(), span.to(), upper, tuning.initiatorLists(), buckets);
                } else if (span.range() instanceof Range.Ids listed) {
                    compare(span, listed.ids());
                } else {
                    next.skip(upper);
                }
            }
            List<Hash> haves = new ArrayList<>(have);
            List<Hash> needs = new ArrayList<>(need);
            return next.empty() ? new Step.Done(haves, needs) : new Step.Next(next.toBytes(), haves, needs);
        }

        private void compare(Span span, List<Hash> listed) {
            int most = listed.size() + Math.max(0, MOST_HAVE - have.size());
            int end = span.count() <= most ? span.to() : span.from() + most;
            Set<Hash> theirs = new LinkedHashSet<>(listed);
            tree.forEach(span.from(), end, ordinal -> {
                Hash id = tree.idOf(ordinal);
                if (!theirs.remove(id)) {
                    have.add(id);
                }
            });
            if (end == span.to()) {
                need.addAll(theirs);
                next.skip(span.range().upper());
            } else {
                // What they hold behind this point shows when they answer for the rest.
                if (end > span.from()) {
                    next.skip(tree.boundBefore(end));
                }
                next.cutAt(end);
            }
        }
    }
}
