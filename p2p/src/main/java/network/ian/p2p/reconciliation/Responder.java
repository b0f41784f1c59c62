package network.ian.p2p.reconciliation;

import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * The answering side of Negentropy V1 (NIP-77, appendix). Keeps nothing between messages. One message costs at most about
 * 16,000 times O(log n), and its answer never passes the frame limit, whatever it asks for.
 */
public final class Responder {

    private static final int FIRST_VERSION = 0x60;
    private static final int LAST_VERSION = 0x6f;

    private final Tuning tuning;

    /** With messages of at most 60 KiB. */
    public Responder() {
        this(Tuning.DEFAULT);
    }

    /**
     * @param frameLimit longest answer in bytes
     * @throws IllegalArgumentException for less than 4,096
     */
    public Responder(int frameLimit) {
        this(Tuning.DEFAULT.withFrameLimit(frameLimit));
    }

    Responder(Tuning tuning) {
        this.tuning = tuning;
    }

    /** Answers a message from what {@code tree} holds now. */
    public Answer answer(KeySumTree tree, Bytes message) {
        Optional<NegentropyFault> noVersion = versionFault(message);
        if (noVersion.isPresent()) {
            return new Answer.Broken(noVersion.get());
        }
        if (message.at(0) != ReplyWriter.VERSION) {
            return new Answer.Reply(Bytes.wrap(new byte[] {ReplyWriter.VERSION}));
        }
        RangeReader reader = new RangeReader(message);
        List<Range> ranges = reader.read();
        return reader.fault()
                .<Answer>map(Answer.Broken::new)
                .orElseGet(() -> new Answer.Reply(answer(tree, Span.over(ranges, tree))));
    }

    /** What is wrong with a message that does not start with a version of the protocol. */
    static Optional<NegentropyFault> versionFault(Bytes message) {
        if (message.size() == 0) {
            return Optional.of(NegentropyFault.TRUNCATED);
        }
        boolean version = message.at(0) >= FIRST_VERSION && message.at(0) <= LAST_VERSION;
        return version ? Optional.empty() : Optional.of(NegentropyFault.NO_VERSION);
    }

    private Bytes answer(KeySumTree tree, List<Span> spans) {
        ReplyWriter reply = new ReplyWriter(tree, tuning.frameLimit());
        int buckets = tuning.bucketsFor(Span.differing(spans));
        for (int i = 0; i < spans.size() && !reply.cut(); i++) {
            Span span = spans.get(i);
            Bound upper = span.range().upper();
            if (span.differs()) {
                reply.narrow(span.from(), span.to(), upper, tuning.responderLists(), buckets);
            } else if (span.range() instanceof Range.Ids listed && !holdsExactly(tree, span, listed.ids())) {
                reply.list(span.from(), span.to(), upper);
            } else {
                reply.skip(upper);
            }
        }
        return reply.toBytes();
    }

    private static boolean holdsExactly(KeySumTree tree, Span span, List<Hash> ids) {
        if (ids.size() != span.count()) {
            return false;
        }
        for (int i = 0; i < ids.size(); i++) {
            if (!tree.idAt(span.from() + i).equals(ids.get(i))) {
                return false;
            }
        }
        return true;
    }
}
