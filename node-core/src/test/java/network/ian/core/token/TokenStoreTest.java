package network.ian.core.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Sha256;
import network.ian.core.runtime.ManualClock;
import network.ian.core.state.NewerFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenStoreTest {

    private static final Set<Scope> READ = Set.of(Scope.READ);

    @TempDir
    private Path data;

    private final ManualClock clock = new ManualClock();
    private TokenStore store;

    @BeforeEach
    void open() {
        store = new TokenStore(data, clock.wall(), new SecureRandom());
    }

    @Test
    void aTokenIsGoodAndOnlyItsHashIsStored() throws Exception {
        NewToken made = store.create(Set.of(Scope.CONTRIBUTE), Optional.of("ci"), Lifetime.NEVER);
        String text = made.text().reveal();
        assertThat(text)
                .matches(TokenText.FORM)
                .startsWith("ian_" + made.token().id() + "_");
        assertThat(made.text()).hasToString("ian_" + made.token().id() + "_<redacted>");
        assertThat(check(text)).isEqualTo(new TokenVerdict.Valid(made.token()));
        assertThat(made.token().allows()).containsExactlyInAnyOrder(Scope.READ, Scope.CONTRIBUTE);

        Path file = data.resolve(TokenFile.NAME);
        assertThat(Files.readString(file)).doesNotContain(text.substring(17)).contains("\"version\":1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(store.read().all()).containsExactly(made.token());
    }

    @Test
    void nothingElseIsGood() throws Exception {
        String text =
                store.create(READ, Optional.empty(), Lifetime.NEVER).text().reveal();
        String other =
                store.create(READ, Optional.empty(), Lifetime.NEVER).text().reveal();
        String mixed = text.substring(0, 17) + other.substring(17);
        for (String wrong :
                List.of("", "ian_", mixed, text + "0", text.toUpperCase(java.util.Locale.ROOT), " " + text)) {
            assertThat(check(wrong)).as(wrong).isEqualTo(new TokenVerdict.Unknown());
        }
    }

    @Test
    void itExpiresToTheMillisecond() throws Exception {
        NewToken made = store.create(READ, Optional.empty(), Lifetime.of(Duration.ofDays(30)));
        clock.advance(Duration.ofDays(30).minusMillis(1));
        assertThat(check(made.text().reveal())).isInstanceOf(TokenVerdict.Valid.class);
        assertThat(store.read().inForce(clock.wall().millis())).isOne();
        clock.advance(Duration.ofMillis(1));
        assertThat(check(made.text().reveal())).isInstanceOf(TokenVerdict.Expired.class);
        assertThat(store.read().inForce(clock.wall().millis())).isZero();
        assertThatThrownBy(() -> store.rotate(made.token().id(), Duration.ZERO, Optional.empty()))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("has expired");
        assertThat(store.revokeExpired()).containsExactly(made.token());
        assertThat(store.read().size()).isZero();
    }

    @Test
    void whatIsRevokedIsUnknown() throws Exception {
        NewToken byId = store.create(READ, Optional.empty(), Lifetime.NEVER);
        NewToken byName = store.create(READ, Optional.of("dash board"), Lifetime.NEVER);
        store.revoke(byId.token().id());
        assertThat(check(byId.text().reveal())).isEqualTo(new TokenVerdict.Unknown());
        assertThat(check(byName.text().reveal())).isInstanceOf(TokenVerdict.Valid.class);
        store.revoke("dash board");
        assertThat(check(byName.text().reveal())).isEqualTo(new TokenVerdict.Unknown());
        assertThatThrownBy(() -> store.revoke("dash board")).isInstanceOf(TokenException.class);
    }

    @Test
    void theOldSecretIsGoodForTheGraceAndNoLonger() throws Exception {
        NewToken first = store.create(READ, Optional.of("x"), Lifetime.of(Duration.ofDays(1)));
        NewToken second = store.rotate("x", Duration.ofHours(1), Optional.empty());
        assertThat(second.token().id()).isEqualTo(first.token().id());
        assertThat(second.token().expiresMs()).isEqualTo(first.token().expiresMs());
        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(check(first.text().reveal())).isInstanceOf(TokenVerdict.Valid.class);
        assertThat(check(second.text().reveal())).isInstanceOf(TokenVerdict.Valid.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(check(first.text().reveal())).isEqualTo(new TokenVerdict.Unknown());
        assertThat(check(second.text().reveal())).isInstanceOf(TokenVerdict.Valid.class);

        NewToken third = store.rotate("x", Duration.ofHours(9), Optional.of(Lifetime.NEVER));
        NewToken fourth = store.rotate("x", Duration.ZERO, Optional.empty());
        assertThat(check(second.text().reveal())).isEqualTo(new TokenVerdict.Unknown());
        assertThat(check(third.text().reveal())).isEqualTo(new TokenVerdict.Unknown());
        assertThat(check(fourth.text().reveal())).isInstanceOf(TokenVerdict.Valid.class);
        assertThat(fourth.token().expiresMs()).isEmpty();
    }

    @Test
    void oldSecretsAreBounded() throws Exception {
        store.create(READ, Optional.of("x"), Lifetime.NEVER);
        for (int i = 0; i < ApiToken.MOST_PREVIOUS; i++) {
            store.rotate("x", Duration.ofHours(1), Optional.empty());
        }
        assertThatThrownBy(() -> store.rotate("x", Duration.ofHours(1), Optional.empty()))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("without grace");
        assertThat(store.rotate("x", Duration.ZERO, Optional.empty()).token().previous())
                .isEmpty();
    }

    @Test
    void namesAreUniquePrintableAndNoIds() throws Exception {
        store.create(READ, Optional.of("x"), Lifetime.NEVER);
        for (String name : List.of("x", "0123456789ab", "a\nb", "", "y".repeat(65))) {
            assertThatThrownBy(() -> store.create(READ, Optional.of(name), Lifetime.NEVER))
                    .as(name)
                    .isInstanceOf(TokenException.class);
        }
        assertThat(store.read().size()).isOne();
    }

    @Test
    void thereAreAtMostAThousand() throws Exception {
        Map<String, ApiToken> many = new TreeMap<>();
        for (int i = 0; i < TokenSet.MOST; i++) {
            String id = "%012x".formatted(i);
            Optional<Long> end = i < 3 ? Optional.of(1L) : Optional.empty();
            many.put(id, new ApiToken(id, Optional.empty(), READ, 0, end, Sha256.of(new byte[] {(byte) i}), Map.of()));
        }
        new TokenFile(data).write(new TokenSet(many));
        assertThatThrownBy(() -> store.create(READ, Optional.empty(), Lifetime.NEVER))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("1000 tokens")
                .hasMessageContaining("3 of them expired");
        assertThat(store.revokeExpired()).hasSize(3);
        store.create(READ, Optional.empty(), Lifetime.NEVER);
    }

    @Test
    void aNewerOrDamagedFileIsLeftAlone() throws Exception {
        Path file = data.resolve(TokenFile.NAME);
        Files.writeString(file, "{\"version\":2,\"tokens\":{}}");
        assertThatThrownBy(() -> store.create(READ, Optional.empty(), Lifetime.NEVER))
                .isInstanceOf(NewerFormatException.class)
                .hasMessageContaining("tokens.json has format 2");
        for (String damaged : List.of(
                "",
                "{",
                "{\"version\":1}",
                "{\"version\":1,\"tokens\":{\"x\":{}}}",
                "{\"version\":1,\"tokens\":{\"0123456789ab\":{\"scopes\":[\"root\"]}}}")) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> store.create(READ, Optional.empty(), Lifetime.NEVER))
                    .as(damaged)
                    .isInstanceOf(MalformedException.class)
                    .hasMessageContaining("tokens.json");
            assertThat(file).hasContent(damaged);
        }
    }

    @Test
    void whatRootWritesBelongsToTheDirectorysOwner() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        UserPrincipal owner =
                data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(data, owner);
        store.create(READ, Optional.empty(), Lifetime.NEVER);
        assertThat(Files.getOwner(data.resolve(TokenFile.NAME))).isEqualTo(owner);
        assertThat(Files.getOwner(data.resolve("tokens.lock"))).isEqualTo(owner);
    }

    @Test
    void aLinkInThePlaceOfTheLockIsNotFollowed(@TempDir Path elsewhere) throws Exception {
        // Whoever owns the directory would have root give him any file, or make one.
        Path victim = elsewhere.resolve("victim");
        Files.createSymbolicLink(data.resolve("tokens.lock"), victim);
        assertThatThrownBy(() -> store.create(READ, Optional.empty(), Lifetime.NEVER))
                .isInstanceOf(IOException.class);
        assertThat(victim).doesNotExist();
        Files.createFile(victim);
        UserPrincipal before = Files.getOwner(victim);
        if ("root".equals(System.getProperty("user.name"))) {
            Files.setOwner(
                    data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }
        assertThatThrownBy(() -> store.create(READ, Optional.empty(), Lifetime.NEVER))
                .isInstanceOf(IOException.class);
        assertThat(Files.getOwner(victim)).isEqualTo(before);
    }

    @Test
    void eachScopeIncludesThoseBelow() {
        assertThat(Scope.including(Set.of())).isEmpty();
        assertThat(Scope.including(READ)).containsExactly(Scope.READ);
        assertThat(Scope.including(Set.of(Scope.CONTRIBUTE))).containsExactly(Scope.READ, Scope.CONTRIBUTE);
        assertThat(Scope.including(Set.of(Scope.READ, Scope.ADMIN))).isEqualTo(Scope.ALL);
        assertThat(Scope.parse("Admin")).isEmpty();
    }

    private TokenVerdict check(String text) throws IOException {
        return store.read().check(text, clock.wall().millis());
    }
}
