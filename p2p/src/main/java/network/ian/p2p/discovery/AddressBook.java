package network.ian.p2p.discovery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.AddressRecord;

/**
 * Known addresses: <em>new</em> ones that somebody told of, at most 4,096, and <em>tried</em> ones that this node has reached,
 * at most 1,024. One source group fills at most an eighth of the new, one address group at most an eighth of the tried. What
 * is there stays unless it is of no use, so a flood displaces nothing that works. Owned by the protocol's thread.
 */
final class AddressBook {

    static final int MAX_NEW = 64 * 64;
    static final int MAX_TRIED = 32 * 32;

    private static final long PROVEN_MS = Duration.ofHours(1).toMillis();
    private static final long TRUSTED_MS = Duration.ofHours(4).toMillis();
    private static final int USELESS_AFTER_FAILURES = 3;

    private final Clock clock;
    private final RandomGenerator random;
    private final DialHistory history;
    private final Placement placement;
    private final AddressTable fresh = new AddressTable(64, 64);
    private final AddressTable tried = new AddressTable(32, 32);
    private final Map<Endpoint, Known> byEndpoint = new HashMap<>();
    private final Map<Hash, Known> byId = new HashMap<>();

    AddressBook(Clock clock, RandomGenerator random, DialHistory history) {
        this.clock = clock;
        this.random = random;
        this.history = history;
        this.placement = new Placement(random);
    }

    Optional<Known> at(Endpoint endpoint) {
        return Optional.ofNullable(byEndpoint.get(endpoint));
    }

    Optional<Known> of(Hash id) {
        return Optional.ofNullable(byId.get(id));
    }

    int newCount() {
        return fresh.size();
    }

    int triedCount() {
        return tried.size();
    }

    boolean isTried(Known known) {
        return known.table() == tried;
    }

    /** One address, drawn at random from the tried or the new ones; from the others if there are none; null if the book is empty. */
    Known draw(boolean fromTried) {
        Known first = (fromTried ? tried : fresh).draw(random);
        return first == null ? (fromTried ? fresh : tried).draw(random) : first;
    }

    Known drawTried() {
        return tried.draw(random);
    }

    Known drawNew() {
        return fresh.draw(random);
    }

    /** Tried addresses first. */
    List<Known> all() {
        List<Known> all = new ArrayList<>(tried.all());
        all.addAll(fresh.all());
        return all;
    }

    /**
     * Takes in a record.
     *
     * @param id the node that the record is about
     * @param endpoint where it says that the node listens
     * @param verified whether its signature was checked
     * @param source who told of it
     * @return the address that now stands for the node; empty if there was no room, or the place is another's
     */
    Optional<Known> learn(Hash id, Endpoint endpoint, AddressRecord record, boolean verified, NetGroup source) {
        Known same = byId.get(id);
        if (same != null) {
            if (isOlder(record, same)) {
                return Optional.of(same);
            }
            if (same.endpoint().equals(endpoint) || provenLately(same)) {
                same.record(record, verified);
                return Optional.of(same);
            }
            if (byEndpoint.containsKey(endpoint)) {
                return Optional.of(same);
            }
            remove(same);
        }
        Known there = byEndpoint.get(endpoint);
        return there == null
                ? enter(new Known(endpoint, source), id, record, verified)
                : claim(there, id, record, verified);
    }

    /** A connection to {@code endpoint} proved that {@code id} is there: the address is tried, and no claim of others counts. */
    Known reached(Endpoint endpoint, Hash id) {
        Known listed = byEndpoint.get(endpoint);
        Known known = listed == null ? new Known(endpoint, NetGroup.of(endpoint)) : listed;
        if (known.id().filter(id::equals).isEmpty()) {
            known.id().ifPresent(claimed -> byId.remove(claimed, known));
            known.dropRecord();
            adopt(known, byId.get(id));
            known.identify(id);
        }
        known.succeeded(clock.millis());
        promote(known);
        return known;
    }

    /** An address that this node itself remembered. */
    Optional<Known> restore(Endpoint endpoint, Optional<AddressRecord> record, boolean wasTried, long lastSuccessMs) {
        Optional<Hash> id = record.map(AddressRecord::nodeId);
        if (byEndpoint.containsKey(endpoint) || id.filter(byId::containsKey).isPresent()) {
            return Optional.empty();
        }
        Known known = new Known(endpoint, NetGroup.of(endpoint));
        known.succeeded(Math.min(lastSuccessMs, clock.millis()));
        record.ifPresent(held -> known.record(held, false));
        id.ifPresent(known::identify);
        if ((wasTried && placeTried(known)) || placeNew(known)) {
            index(known);
            return Optional.of(known);
        }
        return Optional.empty();
    }

    void remove(Known known) {
        if (byEndpoint.remove(known.endpoint(), known)) {
            known.table().remove(known);
            known.id().ifPresent(id -> byId.remove(id, known));
        }
    }

    private Optional<Known> enter(Known known, Hash id, AddressRecord record, boolean verified) {
        if (!placeNew(known)) {
            return Optional.empty();
        }
        known.identify(id);
        known.record(record, verified);
        index(known);
        return Optional.of(known);
    }

    /** Whoever stands there first keeps the place; a connection will tell who is right. */
    private Optional<Known> claim(Known there, Hash id, AddressRecord record, boolean verified) {
        if (there.id().isPresent()) {
            return Optional.empty();
        }
        there.identify(id);
        there.record(record, verified);
        byId.put(id, there);
        return Optional.of(there);
    }

    private void adopt(Known known, Known elsewhere) {
        if (elsewhere != null && elsewhere != known) {
            boolean checked = elsewhere.verifiedRecord().isPresent();
            elsewhere.record().ifPresent(record -> known.record(record, checked));
            remove(elsewhere);
        }
    }

    private void promote(Known known) {
        if (known.table() != tried) {
            boolean listed = known.table() != null;
            int bucket = placement.triedBucket(known.endpoint(), tried.buckets());
            if (freed(bucket, placement.position(bucket, known.endpoint(), tried.bucketSize()))) {
                if (listed) {
                    fresh.remove(known);
                }
                placeTried(known);
            } else if (!listed && !placeNew(known)) {
                return;
            }
        }
        index(known);
    }

    /** Makes room in a cell of the tried, unless who stands there was reached in the last hours. */
    private boolean freed(int bucket, int position) {
        Known holder = tried.at(bucket, position);
        if (holder == null) {
            return true;
        }
        if (clock.millis() - holder.lastSuccessMs() < TRUSTED_MS) {
            return false;
        }
        tried.remove(holder);
        if (!placeNew(holder)) {
            byEndpoint.remove(holder.endpoint(), holder);
            holder.id().ifPresent(id -> byId.remove(id, holder));
        }
        return true;
    }

    private boolean placeTried(Known known) {
        int bucket = placement.triedBucket(known.endpoint(), tried.buckets());
        int position = placement.position(bucket, known.endpoint(), tried.bucketSize());
        if (tried.at(bucket, position) != null) {
            return false;
        }
        tried.put(known, bucket, position);
        return true;
    }

    private boolean placeNew(Known known) {
        int bucket = placement.newBucket(known.endpoint(), known.source(), fresh.buckets());
        int position = placement.position(bucket, known.endpoint(), fresh.bucketSize());
        Known holder = fresh.at(bucket, position);
        if (holder != null) {
            if (!useless(holder)) {
                return false;
            }
            remove(holder);
        }
        fresh.put(known, bucket, position);
        return true;
    }

    private void index(Known known) {
        byEndpoint.put(known.endpoint(), known);
        known.id().ifPresent(id -> byId.put(id, known));
    }

    private boolean useless(Known known) {
        return history.failures(known.endpoint()) >= USELESS_AFTER_FAILURES
                && clock.millis() - known.lastSuccessMs() > TRUSTED_MS;
    }

    private boolean provenLately(Known known) {
        return clock.millis() - known.lastSuccessMs() < PROVEN_MS;
    }

    private static boolean isOlder(AddressRecord record, Known known) {
        return known.record()
                .filter(held -> held.timestampMs() >= record.timestampMs() && !held.equals(record))
                .isPresent();
    }
}
