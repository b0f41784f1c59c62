package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.ian.api.RunningApi.Reply;
import network.ian.api.http.Access;
import network.ian.api.http.Route;
import network.ian.core.runtime.ManualClock;
import network.ian.core.token.Lifetime;
import network.ian.core.token.Scope;
import network.ian.core.token.TokenException;
import network.ian.core.token.TokenStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens at the door of a real server. */
class TokenAccessTest {

    private static final String KEY = "correct-horse-battery";
    private static final String SAVE = "/api/v1/admin/save";
    private static final String WHOAMI = "/api/v1/whoami";
    private static final String FORWARDED = "X-Forwarded-For";
    private static final Map<String, String> LOCKED =
            Map.of("IAN_API_KEY", KEY, "IAN_API_PROTECT_READS", "true", "IAN_API_TRUSTED_PROXIES", "127.0.0.1");

    @TempDir
    private Path data;

    private final ManualClock clock = new ManualClock();
    private TokenStore store;

    @BeforeEach
    void open() {
        store = new TokenStore(data, clock.wall(), new SecureRandom());
    }

    /** Each credential, and the scopes that it should open. */
    private Map<String, Set<Scope>> credentials(RunningApi api) throws Exception {
        Map<String, Set<Scope>> all = new LinkedHashMap<>();
        all.put("", Set.of());
        all.put("ian_0123456789ab_" + "0".repeat(64), Set.of());
        all.put(token(Scope.READ), Set.of(Scope.READ));
        all.put(token(Scope.CONTRIBUTE), Set.of(Scope.READ, Scope.CONTRIBUTE));
        all.put(token(Scope.ADMIN), Scope.ALL);
        all.put(KEY, Scope.ALL);
        all.put(api.adminToken.reveal(), Scope.ALL);
        String expired = store.create(Scope.ALL, Optional.empty(), Lifetime.of(Duration.ofSeconds(1)))
                .text()
                .reveal();
        clock.advance(Duration.ofSeconds(1));
        all.put(expired, Set.of());
        return all;
    }

    @Test
    void eachCredentialOpensTheRoutesOfItsScopesAndNoOther() throws Exception {
        try (RunningApi api = RunningApi.start(data, LOCKED, clock)) {
            for (var credential : credentials(api).entrySet()) {
                for (Route route : api.server.routes()) {
                    boolean opens = route.access()
                            .scope()
                            .map(credential.getValue()::contains)
                            .orElse(route.access() == Access.OPEN
                                    || route.access() == Access.FILE
                                    || !credential.getValue().isEmpty());
                    boolean ordersSomething =
                            route.access() == Access.ADMIN && !route.path().equals(SAVE);
                    if (route.access() == Access.ASKING && credential.getKey().isEmpty()) {
                        continue;
                    }
                    if (!opens || route.method() == Route.Method.GET || !ordersSomething) {
                        assertDecision(api, route, credential.getKey(), credential.getValue(), opens);
                    }
                }
            }
        }
    }

    private void assertDecision(RunningApi api, Route route, String credential, Set<Scope> scopes, boolean opens) {
        // So many wrong ones from one address would have to wait.
        clock.advance(Duration.ofHours(1));
        String path = route.path().replaceAll("\\{[a-z_]+}", "0");
        String[] header = credential.isEmpty() ? new String[0] : new String[] {"Authorization", "Bearer " + credential};
        boolean wouldNotEnd = opens && path.equals("/api/v1/stream");
        Reply reply = api.send(
                wouldNotEnd ? "HEAD" : route.method().name(),
                path,
                route.method() == Route.Method.POST ? new byte[0] : null,
                header);
        String what = route.method() + " " + path + " with scopes " + scopes + ": " + reply.text();
        if (opens) {
            assertThat(reply.status()).as(what).isNotIn(401, 403, 429);
            return;
        }
        assertThat(reply.status()).as(what).isEqualTo(scopes.isEmpty() ? 401 : 403);
        assertThat(reply.header("WWW-Authenticate")).as(what).startsWith("Bearer");
        assertThat(reply.json().get("success").asBoolean()).as(what).isFalse();
        if (!scopes.isEmpty()) {
            assertThat(reply.header("WWW-Authenticate")).contains("insufficient_scope");
        }
    }

    @Test
    void aTokenWorksAndEndsAtTheNextRequest() throws Exception {
        try (RunningApi api = RunningApi.start(data, Map.of("IAN_API_REQUIRE_TOKEN", "true"), clock)) {
            String token = token(Scope.ADMIN);
            assertThat(save(api, token).status()).isEqualTo(200);
            String id = token.substring(4, 16);
            String next =
                    store.rotate(id, Duration.ZERO, Optional.empty()).text().reveal();
            assertThat(save(api, token).status()).isEqualTo(401);
            assertThat(save(api, next).status()).isEqualTo(200);
            store.revoke(id);
            Reply revoked = save(api, next);
            assertThat(revoked.status()).isEqualTo(401);
            assertThat(revoked.error()).isEqualTo("the key is wrong");
            assertThat(api.post("/api/v1/contribute", new byte[0]).status()).isEqualTo(401);
        }
    }

    @Test
    void whoamiSaysWhatACredentialIsGoodFor() throws Exception {
        try (RunningApi api = RunningApi.start(data, Map.of("IAN_API_KEY", KEY), clock)) {
            JsonNode nobody = api.get(WHOAMI).data();
            assertThat(nobody.get("credential").asText()).isEqualTo("anonymous");
            assertThat(nobody.get("scopes")).hasToString("[\"read\"]");
            JsonNode key = api.get(WHOAMI, "X-API-Key", KEY).data();
            assertThat(key.get("credential").asText()).isEqualTo("api_key");
            assertThat(key.get("scopes")).hasToString("[\"read\",\"contribute\",\"admin\"]");
            var made = store.create(Set.of(Scope.CONTRIBUTE), Optional.of("ci"), Lifetime.of(Duration.ofMinutes(1)));
            JsonNode token = api.get(WHOAMI, "X-API-Key", made.text().reveal()).data();
            assertThat(token.get("token_id").asText()).isEqualTo(made.token().id());
            assertThat(token.get("name").asText()).isEqualTo("ci");
            assertThat(token.get("scopes")).hasToString("[\"read\",\"contribute\"]");
            assertThat(token.get("expires_ms").asLong())
                    .isEqualTo(made.token().expiresMs().orElseThrow());
            clock.advance(Duration.ofMinutes(1));
            Reply expired = api.get(WHOAMI, "X-API-Key", made.text().reveal());
            assertThat(expired.status()).isEqualTo(401);
            assertThat(expired.error()).isEqualTo("the token has expired");
            JsonNode listed = api.get("/api/v1/admin/tokens", "X-API-Key", KEY)
                    .data()
                    .get("tokens")
                    .get(0);
            assertThat(listed.get("expired").asBoolean()).isTrue();
            assertThat(listed.get("last_used_ms").asLong())
                    .isEqualTo(clock.wall().millis() - 60_000);
            assertThat(listed.toString()).doesNotContain(made.text().reveal().substring(17));
        }
    }

    @Test
    void whoeverGuessesWaitsAndNobodyElse() throws Exception {
        try (RunningApi api = RunningApi.start(data, LOCKED, clock)) {
            String guesser = "198.51.100.1";
            String good = token(Scope.ADMIN);
            for (int i = 0; i < 10; i++) {
                assertThat(tries(api, guesser, "wrong-" + i).status()).isEqualTo(401);
            }
            Reply waiting = tries(api, guesser, good);
            assertThat(waiting.status()).isEqualTo(429);
            assertThat(waiting.header("Retry-After")).isEqualTo("1");
            // What the client claims to be does not help, nor does it make others wait.
            assertThat(tries(api, "192.0.2.1, " + guesser, good).status()).isEqualTo(429);
            assertThat(tries(api, "198.51.100.2", good).status()).isEqualTo(200);
            assertThat(api.get("/health", FORWARDED, guesser).status()).isEqualTo(200);
            assertThat(api.get("/api/v1/info", FORWARDED, guesser).status()).isEqualTo(401);
            clock.advance(Duration.ofSeconds(1));
            assertThat(tries(api, guesser, good).status()).isEqualTo(200);
            assertThat(tries(api, guesser, "wrong").status()).isEqualTo(401);
            assertThat(tries(api, guesser, good).header("Retry-After")).isEqualTo("2");
            assertThat(metric(api, "ian_auth_failures_total{reason=\"unknown\",}"))
                    .isEqualTo("11.0");
            assertThat(metric(api, "ian_auth_failures_total{reason=\"throttled\",}"))
                    .isEqualTo("3.0");
            assertThat(metric(api, "ian_auth_failures_total{reason=\"missing\",}"))
                    .isEqualTo("1.0");
            assertThat(metric(api, "ian_auth_failures_total{reason=\"scope\",}"))
                    .isEqualTo("0.0");
            assertThat(metric(api, "ian_auth_failures_total{reason=\"expired\",}"))
                    .isEqualTo("0.0");
            assertThat(metric(api, "ian_api_tokens")).isEqualTo("1.0");
        }
    }

    @Test
    void theDataDirectorysTokenGetsInFromThisMachineWhileSomebodyGuesses() throws Exception {
        try (RunningApi api = RunningApi.start(data, LOCKED, clock)) {
            for (int i = 0; i < 12; i++) {
                tries(api, "127.0.0.1", "wrong-" + i);
            }
            assertThat(save(api, KEY).status()).isEqualTo(429);
            assertThat(save(api, api.adminToken.reveal()).status()).isEqualTo(200);
        }
    }

    private static Reply tries(RunningApi api, String client, String credential) {
        return api.get("/api/v1/info", FORWARDED, client, "X-API-Key", credential);
    }

    private static Reply save(RunningApi api, String credential) {
        return api.post(SAVE, new byte[0], "Authorization", "Bearer " + credential);
    }

    private static String metric(RunningApi api, String name) {
        return api.get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 1);
    }

    private String token(Scope scope) throws java.io.IOException, TokenException {
        return store.create(Set.of(scope), Optional.empty(), Lifetime.NEVER)
                .text()
                .reveal();
    }
}
