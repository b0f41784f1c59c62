package network.ian.p2p.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.SigningKey;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.runtime.ManualClock;
import network.ian.core.view.CertificateSummary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class CertificateKeeperTest {

    private static final SecureRandom RANDOM = new SecureRandom(new byte[] {1});

    @TempDir
    private Path data;

    /** Two clocks, since the machine's date may jump and the time that has passed may not. */
    private final ManualClock date = new ManualClock();

    private final ManualClock passed = new ManualClock();
    private final NodeIdentity identity = new NodeIdentity(SigningKey.generate(RANDOM));
    private final List<NodeCertificate> shown = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private CertificateFiles files;
    private CertificateKeeper keeper;
    private CertificateSummary first;

    @BeforeEach
    void start() throws IOException {
        files = files(data.resolve("certs"), identity);
        keeper = new CertificateKeeper(files, files.loadOrCreate(), shown::add, date.wall(), passed);
        first = keeper.inUse();
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
    }

    @Test
    void renewsThirtyDaysBeforeTheEndAndNotBefore() throws IOException {
        move(Duration.ofDays(334));
        keeper.look();
        assertThat(shown).isEmpty();
        move(Duration.ofDays(1));
        keeper.look();
        assertThat(shown).hasSize(1);
        assertThat(keeper.inUse().daysLeft(date.wall().instant())).isEqualTo(365);
        assertThat(keeper.inUse().subject()).isEqualTo(first.subject());
        assertThat(CertificateSummary.of(files.read().certificate())).isEqualTo(keeper.inUse());
        looks(5);
        assertThat(shown).hasSize(1);
    }

    @Test
    void looksAtTheDatesOnceAnHour() {
        keeper.look();
        date.advance(Duration.ofDays(350));
        passed.advance(Duration.ofMinutes(59));
        keeper.look();
        assertThat(shown).isEmpty();
        passed.advance(Duration.ofMinutes(1));
        keeper.look();
        assertThat(shown).hasSize(1);
    }

    @Test
    void aJumpingDateRenewsAtMostOnceAnHour() {
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        int rounds = 2_000;
        for (int round = 0; round < rounds; round++) {
            date.advance(Duration.ofDays(random.nextInt(1_461) - 730L));
            passed.advance(CertificateKeeper.LOOK_EVERY.multipliedBy(1 + random.nextInt(5)));
            keeper.look();
        }
        long hours = Duration.ofNanos(passed.nanos()).toHours();
        assertThat(shown).as("seed %d, %d h", seed, hours).hasSizeBetween(1, (int) hours + 1);
        assertThat(errors()).isEmpty();
    }

    @Test
    void aDateBeforeTheBeginIsMendedToo() {
        date.advance(Duration.ofDays(-3));
        keeper.look();
        assertThat(keeper.inUse().isValidAt(date.wall().instant())).isTrue();
    }

    @Test
    void takesOverWhatIsMovedIntoItsPlaceOnceItStandsStill() throws IOException {
        CertificateSummary made = files(data.resolve("certs-new"), identity).rotate();
        Files.setPosixFilePermissions(
                data.resolve("certs-new/node_key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(data.resolve("certs"), data.resolve("certs-old"));
        keeper.look();
        Files.move(data.resolve("certs-new"), data.resolve("certs"));
        keeper.look();
        assertThat(shown).isEmpty();
        keeper.look();
        assertThat(keeper.inUse()).isEqualTo(made);
        assertThat(shown).hasSize(1);
        assertThat(keeper.problem()).isEmpty();
        assertThat(Files.getPosixFilePermissions(files.keyFile())).hasSize(2);
        looks(5);
        assertThat(shown).hasSize(1);
        assertThat(errors()).isEmpty();
    }

    @Test
    void aForeignPairIsRefusedAndSaidOnceAndTheOldStays() throws IOException {
        NodeIdentity stranger = new NodeIdentity(SigningKey.generate(RANDOM));
        Files.move(data.resolve("certs"), data.resolve("certs-old"));
        files(data.resolve("certs"), stranger).rotate();
        looks(5);
        assertThat(shown).isEmpty();
        assertThat(keeper.inUse()).isEqualTo(first);
        assertThat(errors())
                .singleElement()
                .asString()
                .contains(files.keyFile().toString())
                .contains("does not hold the key of identity.json");
        assertThat(keeper.problem())
                .hasValueSatisfying(
                        text -> assertThat(text).contains(files.keyFile().toString()));
        byte[] foreign = Files.readAllBytes(files.keyFile());
        assertThatThrownBy(keeper::rotate).isInstanceOf(MalformedException.class);
        assertThat(Files.readAllBytes(files.keyFile())).isEqualTo(foreign);

        Files.move(data.resolve("certs"), data.resolve("certs-foreign"));
        Files.move(data.resolve("certs-old"), data.resolve("certs"));
        looks(2);
        assertThat(keeper.problem()).isEmpty();
    }

    @Test
    void aForeignCertificateOverTheOwnKeyIsRefused() throws IOException {
        files(data.resolve("other"), new NodeIdentity(SigningKey.generate(RANDOM)))
                .rotate();
        Files.writeString(files.certificateFile(), Files.readString(data.resolve("other/node_cert.pem")));
        looks(2);
        assertThat(errors())
                .singleElement()
                .asString()
                .contains(files.certificateFile().toString())
                .contains("is for another key");
        assertThat(keeper.inUse()).isEqualTo(first);
    }

    @Test
    void anExpiredOrDamagedFileIsRefused() throws IOException {
        ManualClock longAgo = new ManualClock(Instant.parse("2024-01-01T00:00:00Z"));
        new CertificateFiles(data.resolve("old"), identity, longAgo.wall(), RANDOM).rotate();
        String old = Files.readString(data.resolve("old/node_cert.pem"));
        Files.writeString(files.certificateFile(), old);
        looks(2);
        assertThat(errors()).singleElement().asString().contains("is valid from 2023-12-31T00:00:00Z to ");
        Files.writeString(files.certificateFile(), old.substring(0, 100));
        looks(2);
        assertThat(errors()).hasSize(2).last().asString().contains("is no certificate in PEM form");
        assertThat(keeper.inUse()).isEqualTo(first);
    }

    @Test
    void withoutFilesItGoesOnAndTheNextRotationWritesThem() throws IOException {
        Files.move(data.resolve("certs"), data.resolve("gone"));
        looks(3);
        assertThat(keeper.inUse()).isEqualTo(first);
        assertThat(keeper.problem()).hasValueSatisfying(text -> assertThat(text).contains("is missing"));
        CertificateSummary made = keeper.rotate();
        assertThat(CertificateSummary.of(files.read().certificate())).isEqualTo(made);
        looks(3);
        assertThat(keeper.problem()).isEmpty();
    }

    @Test
    void whatCannotBeStoredIsTriedAgainInAnHour() throws IOException {
        Files.move(data.resolve("certs"), data.resolve("gone"));
        Files.writeString(data.resolve("certs"), "a file where a directory should be");
        date.advance(Duration.ofDays(350));
        looks(20);
        assertThat(keeper.inUse()).isEqualTo(first);
        assertThat(errors())
                .filteredOn(line -> line.contains("cannot be renewed"))
                .hasSize(1);
        Files.delete(data.resolve("certs"));
        Files.move(data.resolve("gone"), data.resolve("certs"));
        passed.advance(Duration.ofHours(1));
        keeper.look();
        assertThat(keeper.inUse()).isNotEqualTo(first);
        assertThat(keeper.problem()).isEmpty();
    }

    @Test
    void listenersHearOfEachCertificate() throws IOException {
        List<CertificateSummary> heard = new ArrayList<>();
        keeper.onChange(heard::add);
        CertificateSummary second = keeper.rotate();
        assertThat(heard).containsExactly(first, second);
    }

    private void move(Duration by) {
        date.advance(by);
        passed.advance(by);
    }

    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            passed.advance(CertificateKeeper.LOOK_EVERY);
            keeper.look();
        }
    }

    private List<String> errors() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private CertificateFiles files(Path directory, NodeIdentity of) {
        return new CertificateFiles(directory, of, date.wall(), RANDOM);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(CertificateKeeper.class);
    }
}
