package network.ian.core.finality;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.MerkleView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which entries each anchored prefix of a goal has, on disk, so that a node can still name them after later entries came
 * between. Its loss costs a question to peers. For one thread.
 */
public final class SegmentStore {

    /** The format of the file that is written, and the newest that is read. */
    public static final int FORMAT = SegmentCodec.VERSION;

    private static final Logger LOG = LoggerFactory.getLogger(SegmentStore.class);
    /** What no chain holds any more may return with a reorganisation. */
    private static final int SPARES = 32;

    private static final long ALWAYS_ALLOWED_BYTES = 64 * 1024;

    private final SegmentFile file;
    private final Map<Link, Segment> segments = new LinkedHashMap<>();
    /** What was read from disk is believed only after its entries were hashed. */
    private final Set<Link> unverified = new HashSet<>();

    private record Link(Hash fromRoot, Hash root) {

        static Link of(Segment segment) {
            return new Link(segment.fromRoot(), segment.root());
        }
    }

    private SegmentStore(SegmentFile file) {
        this.file = file;
    }

    /**
     * Opens the store of a goal. Damage is said and left out; so is a file that cannot be read at all or that a newer program
     * wrote, which is renamed to {@code segments.unreadable}: a cache must not keep a goal from starting.
     */
    public static SegmentStore open(Path goalDirectory, String goalId, Hash topic) {
        SegmentStore store = new SegmentStore(new SegmentFile(goalDirectory, topic));
        SegmentFile.Content content;
        try {
            content = store.take();
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("goal", goalId)
                    .addKeyValue("file", store.file.path())
                    .log("Anchored prefixes are not known any more, peers are asked for them: {}", e.toString());
            store.file.setAside();
            return store;
        }
        if (content.damaged() > 0 || content.torn() > 0) {
            LOG.atWarn()
                    .addKeyValue("goal", goalId)
                    .addKeyValue("file", store.file.path())
                    .addKeyValue("damaged", content.damaged())
                    .addKeyValue("torn_bytes", content.torn())
                    .log("Records of anchored prefixes are damaged and left out; peers are asked for what is missing");
        }
        return store;
    }

    /** Where the store of a goal is. */
    public static Path file(Path goalDirectory) {
        return SegmentFile.path(goalDirectory);
    }

    /** The format of a goal's store; empty if there is none, or its header is damaged. Writes nothing. */
    public static OptionalLong format(Path goalDirectory) throws IOException {
        return SegmentFile.format(goalDirectory);
    }

    /** As {@link #open}, without a word and never to be written to. */
    public static SegmentStore readOnly(Path goalDirectory, Hash topic) throws IOException {
        SegmentStore store = new SegmentStore(new SegmentFile(goalDirectory, topic));
        store.take();
        return store;
    }

    private SegmentFile.Content take() throws IOException {
        SegmentFile.Content content = file.read();
        content.segments().forEach(segment -> {
            segments.put(Link.of(segment), segment);
            unverified.add(Link.of(segment));
        });
        return content;
    }

    /** What leads from one prefix to the other. */
    Optional<Segment> find(Hash fromRoot, Hash root) {
        return Optional.ofNullable(segments.get(new Link(fromRoot, root)));
    }

    boolean isVerified(Segment segment) {
        return !unverified.contains(Link.of(segment));
    }

    /** Its entries hash to its root. */
    public void verified(Segment segment) {
        unverified.remove(Link.of(segment));
    }

    /** Its entries do not hash to its root. */
    void drop(Segment segment) {
        unverified.remove(Link.of(segment));
        segments.remove(Link.of(segment));
    }

    /** Segments from the empty log up to the prefix with this root; empty if some are missing. */
    public Optional<List<Segment>> chain(Hash root) {
        Map<Hash, Segment> into = new HashMap<>();
        List<Segment> ascending = new ArrayList<>(segments.values());
        ascending.sort(Comparator.comparingInt(Segment::to));
        for (Segment segment : ascending) {
            boolean reached = segment.from() == 0
                    ? segment.fromRoot().equals(MerkleView.EMPTY_ROOT)
                    : into.containsKey(segment.fromRoot())
                            && into.get(segment.fromRoot()).to() == segment.from();
            if (reached) {
                into.putIfAbsent(segment.root(), segment);
            }
        }
        Deque<Segment> chain = new ArrayDeque<>();
        for (Segment at = into.get(root); at != null; at = at.from() == 0 ? null : into.get(at.fromRoot())) {
            chain.addFirst(at);
        }
        return chain.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(chain));
    }

    /** Entries of the longest prefix that a segment leads to; 0 without segments. */
    int highest() {
        return segments.values().stream().mapToInt(Segment::to).max().orElse(0);
    }

    /** Keeps segments whose entries hash to their roots; they are on disk on return. What is there already costs nothing. */
    void append(Collection<Segment> verified) throws IOException {
        Map<Link, Segment> fresh = new LinkedHashMap<>();
        verified.stream()
                .filter(segment -> !segments.containsKey(Link.of(segment)))
                .forEach(segment -> fresh.put(Link.of(segment), segment));
        if (!fresh.isEmpty()) {
            file.append(fresh.values());
            segments.putAll(fresh);
        }
    }

    /** Rewrites the file if more than half of it is neither {@code needed} nor among the newest others. */
    void compact(Collection<Segment> needed) throws IOException {
        long neededBytes = needed.stream().mapToLong(SegmentCodec::bytes).sum();
        if (file.bytes() <= 2 * neededBytes + ALWAYS_ALLOWED_BYTES) {
            return;
        }
        Map<Link, Segment> kept = new LinkedHashMap<>();
        needed.forEach(segment -> kept.put(Link.of(segment), segment));
        List<Segment> others = segments.values().stream()
                .filter(segment -> !kept.containsKey(Link.of(segment)))
                .toList();
        List<Segment> spares = others.subList(Math.max(0, others.size() - SPARES), others.size());
        spares.forEach(segment -> kept.put(Link.of(segment), segment));
        long keptBytes = kept.values().stream().mapToLong(SegmentCodec::bytes).sum();
        if (file.bytes() <= 2 * keptBytes + ALWAYS_ALLOWED_BYTES) {
            return;
        }
        file.rewrite(kept.values());
        segments.clear();
        segments.putAll(kept);
        unverified.retainAll(kept.keySet());
    }

    int size() {
        return segments.size();
    }
}
