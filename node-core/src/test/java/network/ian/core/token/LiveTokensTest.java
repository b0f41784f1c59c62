package network.ian.core.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import network.ian.core.runtime.ManualClock;
import network.ian.core.state.NewerFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTokensTest {

    @TempDir
    private Path data;

    private final ManualClock clock = new ManualClock();

    @Test
    void eachChangeIsSeenAtTheNextLook() throws Exception {
        LiveTokens live = LiveTokens.open(data);
        assertThat(live.now().size()).isZero();
        TokenStore store = store();
        for (int i = 0; i < 20; i++) {
            NewToken made = store.create(Set.of(Scope.READ), Optional.of("t"), Lifetime.NEVER);
            assertThat(isValid(live, made)).isTrue();
            NewToken next = store.rotate("t", Duration.ZERO, Optional.empty());
            assertThat(isValid(live, made)).isFalse();
            assertThat(isValid(live, next)).isTrue();
            store.revoke("t");
            assertThat(isValid(live, next)).isFalse();
        }
    }

    @Test
    void whatCannotBeReadLeavesTheLastInForceUntilItIsMended() throws Exception {
        NewToken made = store().create(Set.of(Scope.READ), Optional.empty(), Lifetime.NEVER);
        LiveTokens live = LiveTokens.open(data);
        Path file = data.resolve(TokenFile.NAME);
        String good = Files.readString(file);
        Files.writeString(file, good.substring(1));
        assertThat(isValid(live, made)).isTrue();
        Files.writeString(file, good.replace("\"version\":1", "\"version\":2"));
        assertThat(isValid(live, made)).isTrue();
        Files.delete(file);
        assertThat(isValid(live, made)).isFalse();
        Files.writeString(file, good);
        assertThat(isValid(live, made)).isTrue();
    }

    @Test
    void startsWithoutADamagedFileAndNotWithANewerOne() throws Exception {
        Path file = data.resolve(TokenFile.NAME);
        Files.writeString(file, "no JSON");
        assertThat(LiveTokens.open(data).now().size()).isZero();
        Files.writeString(file, "{\"version\":7}");
        assertThatThrownBy(() -> LiveTokens.open(data)).isInstanceOf(NewerFormatException.class);
    }

    private TokenStore store() {
        return new TokenStore(data, clock.wall(), new SecureRandom());
    }

    private boolean isValid(LiveTokens live, NewToken token) {
        return live.now().check(token.text().reveal(), clock.wall().millis()) instanceof TokenVerdict.Valid;
    }
}
