package network.ian.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.ManualClock;
import network.ian.p2p.wire.AddressRecord;
import org.junit.jupiter.api.Test;

class AddressBookTest {

    private final ManualClock clock = new ManualClock();
    private final DialHistory history = new DialHistory(clock, new Random(1));
    private final AddressBook book = new AddressBook(clock.wall(), new Random(2), history);

    @Test
    void isBoundedWhateverComes() {
        for (int i = 0; i < 20_000; i++) {
            Endpoint endpoint = endpoint(i);
            learn(i, endpoint, 1, NetGroup.of(endpoint(i % 977)));
            if (i % 3 == 0) {
                book.reached(endpoint, id(i));
            }
        }
        assertThat(book.newCount()).isBetween(AddressBook.MAX_NEW / 2, AddressBook.MAX_NEW);
        assertThat(book.triedCount()).isBetween(AddressBook.MAX_TRIED / 2, AddressBook.MAX_TRIED);
        assertThat(book.all()).hasSize(book.newCount() + book.triedCount()).doesNotHaveDuplicates();
        assertThat(book.all()).allMatch(known -> book.at(known.endpoint()).orElseThrow() == known);
        assertThat(book.all())
                .allMatch(known -> book.of(known.id().orElseThrow()).orElseThrow() == known);
    }

    @Test
    void oneSourceFillsAnEighthOfTheNew() {
        for (int i = 0; i < 20_000; i++) {
            learn(i, endpoint(i), 1, NetGroup.of(endpoint(5)));
        }
        assertThat(book.newCount()).isBetween(300, AddressBook.MAX_NEW / 8);
    }

    @Test
    void oneNetworkFillsAnEighthOfTheTried() {
        for (int i = 0; i < 10_000; i++) {
            book.reached(endpoint("203.0." + i / 250 + "." + (1 + i % 250)), id(i));
        }
        assertThat(book.triedCount()).isBetween(60, AddressBook.MAX_TRIED / 8);
    }

    @Test
    void floodDisplacesNothingThatStands() {
        for (int i = 0; i < 200; i++) {
            learn(i, endpoint(i), 1, NetGroup.of(endpoint(i)));
        }
        int before = book.newCount();
        for (int i = 1000; i < 30_000; i++) {
            learn(i, endpoint(i), 1, NetGroup.of(endpoint(i % 991)));
        }
        long left = book.all().stream().filter(known -> isBelow(known, 200)).count();
        assertThat(left).isEqualTo(before);
    }

    @Test
    void uselessAddressesMakeRoom() {
        for (int i = 0; i < 20_000; i++) {
            learn(i, endpoint(i), 1, NetGroup.of(endpoint(i % 977)));
        }
        book.all().forEach(known -> {
            for (int failure = 0; failure < 3; failure++) {
                history.failed(known.endpoint(), Duration.ofMinutes(10).toNanos());
            }
        });
        for (int i = 20_000; i < 30_000; i++) {
            learn(i, endpoint(i), 1, NetGroup.of(endpoint(i % 977)));
        }
        long newer =
                book.all().stream().filter(known -> !isBelow(known, 20_000)).count();
        assertThat(newer).isGreaterThan(AddressBook.MAX_NEW / 2);
    }

    @Test
    void laterRecordReplacesAndEarlierDoesNot() {
        learn(1, endpoint(1), 5, NetGroup.of(endpoint(9)));
        learn(1, endpoint(2), 4, NetGroup.of(endpoint(9)));
        assertThat(book.at(endpoint(2))).isEmpty();
        learn(1, endpoint(2), 6, NetGroup.of(endpoint(9)));
        assertThat(book.at(endpoint(1))).isEmpty();
        assertThat(book.of(id(1)).orElseThrow().endpoint()).isEqualTo(endpoint(2));
    }

    @Test
    void nobodyTakesTheAddressOfAnother() {
        learn(1, endpoint(1), 5, NetGroup.of(endpoint(9)));
        assertThat(learn(2, endpoint(1), 9, NetGroup.of(endpoint(9)))).isEmpty();
        assertThat(book.at(endpoint(1)).orElseThrow().id()).contains(id(1));
    }

    @Test
    void connectionSettlesWhoIsThere() {
        learn(2, endpoint(1), 9, NetGroup.of(endpoint(9)));
        book.reached(endpoint(1), id(1));
        Known known = book.at(endpoint(1)).orElseThrow();
        assertThat(known.id()).contains(id(1));
        assertThat(known.record()).isEmpty();
        assertThat(book.of(id(2))).isEmpty();
        assertThat(book.isTried(known)).isTrue();
    }

    private Optional<Known> learn(int node, Endpoint endpoint, long timestampMs, NetGroup source) {
        Bytes key = Bytes.wrap(new byte[] {(byte) (node >> 16), (byte) (node >> 8), (byte) node});
        return book.learn(
                id(node),
                endpoint,
                new AddressRecord(key, endpoint.hostPort(), timestampMs, Bytes.EMPTY),
                true,
                source);
    }

    private static boolean isBelow(Known known, int number) {
        byte[] key = known.record().orElseThrow().publicKey().view();
        return ((key[0] & 0xff) << 16 | (key[1] & 0xff) << 8 | (key[2] & 0xff)) < number;
    }

    private static Hash id(int node) {
        byte[] octets = new byte[Hash.SIZE];
        new Random(node).nextBytes(octets);
        return Hash.wrap(octets);
    }

    /** Each in another /16, until there are no more. */
    private static Endpoint endpoint(int number) {
        return endpoint((11 + number / 250 % 100) + "." + number % 250 + "." + (number / 25_000) + ".1");
    }

    private static Endpoint endpoint(String host) {
        return Endpoint.of(new HostPort(host, 9000)).orElseThrow();
    }
}
