package network.ian.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.ian.core.config.NodeConfig;
import network.ian.core.config.Secret;
import network.ian.core.runtime.ManualClock;
import network.ian.core.token.Lifetime;
import network.ian.core.token.LiveTokens;
import network.ian.core.token.NewToken;
import network.ian.core.token.Scope;
import network.ian.core.token.TokenException;
import network.ian.core.token.TokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

    private static final Optional<Secret> KEY = Optional.of(new Secret("the-key-itself"));

    @TempDir
    private Path data;

    private final ManualClock clock = new ManualClock();

    @Test
    void knowsKeyAndAdminTokenInEitherHeader() throws IOException {
        Gate gate = gate(KEY, false, false);
        assertThat(kind(gate, "Bearer the-key-itself", null)).contains(Caller.Kind.API_KEY);
        assertThat(kind(gate, "bearer the-token", null)).contains(Caller.Kind.ADMIN_TOKEN);
        assertThat(kind(gate, null, "the-key-itself")).contains(Caller.Kind.API_KEY);
        assertThat(kind(gate, "Bearer wrong", "the-token")).contains(Caller.Kind.ADMIN_TOKEN);
    }

    @Test
    void knowsNothingElse() throws IOException {
        Gate gate = gate(KEY, false, false);
        assertThat(kind(gate, "Bearer the-key-itsel", "the-key-itself2")).isEmpty();
        assertThat(kind(gate, "Bearer THE-KEY-ITSELF", null)).isEmpty();
        assertThat(kind(gate, "Bearer ian_000000000000_" + "0".repeat(64), null))
                .isEmpty();
    }

    @Test
    void whatIsNoBearerIsNoCredential() {
        assertThat(Credentials.of(Optional.empty(), Optional.empty()).isEmpty()).isTrue();
        assertThat(Credentials.of(Optional.of("the-key-itself"), Optional.empty())
                        .isEmpty())
                .isTrue();
        assertThat(Credentials.of(Optional.of("Basic dXNlcjpwdw=="), Optional.empty())
                        .isEmpty())
                .isTrue();
        assertThat(Credentials.of(Optional.of("Bearer "), Optional.of(" ")).isEmpty())
                .isTrue();
        assertThat(Credentials.of(Optional.of("Bearer secret"), Optional.empty()))
                .hasToString("Credentials[1]");
    }

    @Test
    void aTokenDoesWhatItsScopesSayUntilItExpires() throws IOException, TokenException {
        NewToken made = new TokenStore(data, clock.wall(), new SecureRandom())
                .create(Set.of(Scope.CONTRIBUTE), Optional.of("ci"), Lifetime.of(Duration.ofMinutes(5)));
        Gate gate = gate(KEY, true, false);
        String bearer = "Bearer " + made.text().reveal();
        assertThat(((Gate.Known) find(gate, bearer, null)).caller().scopes())
                .containsExactlyInAnyOrder(Scope.READ, Scope.CONTRIBUTE);
        clock.advance(Duration.ofMinutes(5));
        assertThat(find(gate, bearer, null)).isEqualTo(new Gate.Refused(AuthFailure.EXPIRED));
        assertThat(find(gate, bearer.substring(0, bearer.length() - 1) + "x", null))
                .isEqualTo(new Gate.Refused(AuthFailure.UNKNOWN));
    }

    @Test
    void protectsWhatIsConfigured() throws IOException {
        Gate open = gate(Optional.empty(), false, false);
        assertThat(open.protects(Scope.READ)).isFalse();
        assertThat(open.protects(Scope.CONTRIBUTE)).isFalse();
        assertThat(open.protects(Scope.ADMIN)).isTrue();
        assertThat(open.anonymous().scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.CONTRIBUTE);
        assertThat(gate(Optional.empty(), false, true).protects(Scope.CONTRIBUTE))
                .isTrue();
        assertThat(gate(KEY, false, false).anonymous().scopes()).containsExactly(Scope.READ);
        assertThat(gate(KEY, true, false).anonymous().scopes()).isEmpty();
    }

    private Gate gate(Optional<Secret> key, boolean protectReads, boolean requireToken) throws IOException {
        NodeConfig.Api api = new NodeConfig.Api(
                "127.0.0.1",
                0,
                key,
                protectReads,
                requireToken,
                1,
                1,
                false,
                1,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new NodeConfig.Stream(1, 1, 64));
        return new Gate(api, new Secret("the-token"), new TokenDoor(LiveTokens.open(data)), clock.wall());
    }

    private static Gate.Finding find(Gate gate, String authorization, String apiKey) {
        return gate.identify(Credentials.of(Optional.ofNullable(authorization), Optional.ofNullable(apiKey)));
    }

    private static Optional<Caller.Kind> kind(Gate gate, String authorization, String apiKey) {
        return find(gate, authorization, apiKey) instanceof Gate.Known known
                ? Optional.of(known.caller().kind())
                : Optional.empty();
    }
}
