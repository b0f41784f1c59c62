package network.ian.client;

import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import network.ian.client.answer.LogPage;
import network.ian.client.error.LogMovedException;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.MerkleFrontier;

/**
 * The entries of a log in order, fetched page by page, up to the end that it has when that is reached. Each page begins with the last entry
 * of the one before, and a log that is read from its beginning must have the Merkle root of what was handed out: what moves
 * while it is read is a {@link LogMovedException}, never a silent gap. Holds one page. For one thread.
 */
public final class LogReader implements Iterator<LogPage.Entry> {

    private final URI node;
    private final LongFunction<LogPage> pages;
    private final Optional<MerkleFrontier> tree;
    private List<LogPage.Entry> page = List.of();
    private int inPage;
    private long next;
    private Optional<Hash> last = Optional.empty();
    private Optional<LogPage> newest = Optional.empty();
    private boolean atEnd;

    /**
     * Starts; nothing is read yet.
     *
     * @param pages the page that begins at an index
     * @param from index of the first entry
     */
    LogReader(URI node, LongFunction<LogPage> pages, long from) {
        this.node = node;
        this.pages = pages;
        this.next = from;
        this.tree = from == 0 ? Optional.of(new MerkleFrontier()) : Optional.empty();
    }

    @Override
    public boolean hasNext() {
        while (inPage == page.size() && !atEnd) {
            turn();
        }
        return inPage < page.size();
    }

    @Override
    public LogPage.Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the log has no entry " + next);
        }
        LogPage.Entry entry = page.get(inPage);
        inPage++;
        next++;
        last = Optional.of(entry.contributionId());
        tree.ifPresent(leaves -> leaves.append(entry.contributionId()));
        return entry;
    }

    /** Root of what was handed out so far, for a log that is read from its beginning. */
    public Optional<Hash> root() {
        return tree.map(MerkleFrontier::root);
    }

    /** The entries that are left. */
    public Stream<LogPage.Entry> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private void turn() {
        if (newest.filter(seen -> seen.logSize() == next).isPresent()) {
            end(newest.get());
            return;
        }
        boolean overlaps = last.isPresent();
        LogPage fetched = pages.apply(overlaps ? next - 1 : next);
        page = fetched.entries();
        inPage = 0;
        newest = Optional.of(fetched);
        if (fetched.fromIndex() != (overlaps ? next - 1 : next)) {
            throw new LogMovedException(node, next);
        }
        if (overlaps) {
            requireSame(fetched);
            inPage = 1;
        }
        if (inPage == page.size() && fetched.logSize() != next) {
            throw new LogMovedException(node, next);
        }
    }

    private void end(LogPage seen) {
        atEnd = true;
        if (tree.filter(leaves -> !leaves.root().equals(seen.logRoot())).isPresent()) {
            throw new LogMovedException(node, next);
        }
    }

    private void requireSame(LogPage fetched) {
        boolean same = !fetched.entries().isEmpty()
                && fetched.entries().get(0).contributionId().equals(last.orElseThrow());
        if (!same) {
            throw new LogMovedException(node, next);
        }
    }
}
