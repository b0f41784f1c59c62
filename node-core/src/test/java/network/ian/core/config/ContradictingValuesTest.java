package network.ian.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of which each is allowed are refused where they contradict each other, and only there. */
class ContradictingValuesTest {

    @TempDir
    Path home;

    private LoaderFixture loader;

    @BeforeEach
    void prepare() {
        loader = new LoaderFixture(home);
    }

    @Test
    void valuesThatContradictEachOtherAreRefused() {
        loader.environment.put("IAN_TAU_HOST", "tau");
        loader.environment.put("IAN_API_PROTECT_READS", "true");
        loader.environment.put("IAN_API_PORT", "9001");
        assertThat(loader.problems())
                .containsExactly(
                        "tau.host and tau.port go together: tau.host=tau (environment IAN_TAU_HOST), tau.port= (default)",
                        "api.protect_reads=true (environment IAN_API_PROTECT_READS) protects nothing without api.key or api.require_token:"
                                + " whoever may not read could still write",
                        "api.port=9001 (environment IAN_API_PORT) and p2p.ws_port=9001 (default) are the same port");
    }

    @Test
    void certificateAndKeyGoTogether() {
        loader.environment.put("IAN_API_TLS_CERT_FILE", "/tls/cert.pem");
        assertThat(loader.problems())
                .singleElement()
                .asString()
                .startsWith("api.tls_cert_file and api.tls_key_file go together: ");
    }

    @Test
    void readsCanBeProtectedByTokensAlone() throws Exception {
        loader.environment.put("IAN_API_PROTECT_READS", "true");
        loader.environment.put("IAN_API_REQUIRE_TOKEN", "true");
        loader.environment.put("IAN_API_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8");
        NodeConfig.Api api = loader.load().config().api();
        assertThat(api.protectsWrites()).isTrue();
        assertThat(api.trustedProxies().toString()).isEqualTo("[127.0.0.1/32, 10.0.0.0/8]");
        loader.environment.put("IAN_API_TRUSTED_PROXIES", "nginx");
        assertThat(loader.problems()).singleElement().asString().contains("IAN_API_TRUSTED_PROXIES");
    }

    @Test
    void anyFreePortMayBeAskedForMoreThanOnce() throws Exception {
        loader.environment.putAll(Map.of("IAN_API_PORT", "0", "IAN_P2P_PORT", "0", "IAN_WS_PORT", "0"));
        assertThat(loader.load().config().p2p().wsPort()).isZero();
    }
}
