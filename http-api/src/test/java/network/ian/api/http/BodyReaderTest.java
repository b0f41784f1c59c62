package network.ian.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.api.access.ClientShares;
import org.junit.jupiter.api.Test;

class BodyReaderTest {

    private static final String CLIENT = "192.0.2.1";
    private static final int LIMIT = 100_000;
    private static final long MINUTE = 60_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final BodyReader reader = new BodyReader(LIMIT, 250_000, 2, new ClientShares(3, false), now::get);

    @Test
    void readsUpToTheLimit() {
        assertThat(reader.read(CLIENT, zeros(LIMIT), -1).octets()).hasSize(LIMIT);
        assertThat(refusal(zeros(LIMIT + 1), -1).status()).isEqualTo(413);
        assertThat(refusal(unreadable(), LIMIT + 1).status()).isEqualTo(413);
    }

    @Test
    void boundsAllBodiesTogetherUntilTheyAreDoneWith() {
        RequestBody first = reader.read(CLIENT, zeros(LIMIT), LIMIT);
        RequestBody second = reader.read(CLIENT, zeros(LIMIT), LIMIT);
        Answer refused = refusal(zeros(LIMIT), LIMIT);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.retryAfterSeconds()).isPresent();
        assertThat(reader.read(CLIENT, zeros(40_000), -1).octets()).hasSize(40_000);
        first.close();
        first.close();
        assertThat(reader.read(CLIENT, zeros(LIMIT), LIMIT).octets()).hasSize(LIMIT);
        assertThat(refusal(zeros(LIMIT), LIMIT).status()).isEqualTo(503);
        second.close();
        assertThat(reader.read(CLIENT, zeros(LIMIT), LIMIT).octets()).hasSize(LIMIT);
    }

    @Test
    void refusesABodyThatEndsEarlyOrBreaks() {
        assertThat(refusal(zeros(10), 11).status()).isEqualTo(400);
        assertThat(refusal(unreadable(), -1).status()).isEqualTo(400);
    }

    @Test
    void refusesABodyThatDribbles() {
        InputStream dribbling = new Scripted(length -> {
            now.addAndGet(MINUTE / 10);
            return 1;
        });
        assertThat(refusal(dribbling, -1).status()).isEqualTo(408);
    }

    @Test
    void readsOnlySoManyAtOnce() {
        InputStream second = new Scripted(length -> {
            assertThat(refusal(zeros(1), -1).status()).isEqualTo(503);
            return -1;
        });
        InputStream first = new Scripted(length -> {
            reader.read(CLIENT, second, -1);
            return -1;
        });
        assertThat(reader.read(CLIENT, first, -1).octets()).isEmpty();
        assertThat(reader.read(CLIENT, zeros(1), -1).octets()).hasSize(1);
    }

    @Test
    void leavesReadersToOtherClients() {
        BodyReader roomy = new BodyReader(LIMIT, 250_000, 10, new ClientShares(1, false), now::get);
        InputStream first = new Scripted(length -> {
            Answer refused = catchThrowableOfType(RefusedException.class, () -> roomy.read(CLIENT, zeros(1), -1))
                    .answer();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.retryAfterSeconds()).isPresent();
            roomy.drain(CLIENT, new Scripted(asked -> {
                throw new AssertionError("drained without a share");
            }));
            assertThat(roomy.read("192.0.2.2", zeros(1), -1).octets()).hasSize(1);
            return -1;
        });
        roomy.read(CLIENT, first, -1).close();
        roomy.drain(CLIENT, unreadable());
        assertThat(catchThrowableOfType(RefusedException.class, () -> roomy.read(CLIENT, unreadable(), -1)))
                .isNotNull();
        assertThat(roomy.read(CLIENT, zeros(1), -1).octets()).hasSize(1);
    }

    @Test
    void takesWhatIsCompleteHoweverSlowly() {
        AtomicLong left = new AtomicLong(2);
        InputStream late = new Scripted(length -> {
            now.addAndGet(MINUTE / 13);
            return left.getAndDecrement() > 0 ? 1 : -1;
        });
        assertThat(reader.read(CLIENT, late, 2).octets()).hasSize(2);
    }

    @Test
    void drainsABoundedAmount() {
        AtomicLong read = new AtomicLong();
        reader.drain(CLIENT, new Scripted(length -> {
            read.addAndGet(length);
            return length;
        }));
        assertThat(read.get()).isBetween(2L * LIMIT, 3L * LIMIT);
    }

    private Answer refusal(InputStream in, long declared) {
        return catchThrowableOfType(RefusedException.class, () -> reader.read(CLIENT, in, declared))
                .answer();
    }

    private static InputStream zeros(int bytes) {
        return new ByteArrayInputStream(new byte[bytes]);
    }

    private static InputStream unreadable() {
        return new Scripted(length -> {
            throw new IOException("reset");
        });
    }

    /** What a stream gives for a read of some length. */
    private interface Script {
        int read(int length) throws IOException;
    }

    private static final class Scripted extends InputStream {

        private final Script script;

        Scripted(Script script) {
            this.script = script;
        }

        @Override
        public int read() throws IOException {
            return script.read(1);
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            return script.read(length);
        }
    }
}
