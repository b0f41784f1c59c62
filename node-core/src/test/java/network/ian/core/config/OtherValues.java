package network.ian.core.config;

import java.util.HashMap;
import java.util.Map;

/** For every setting a value, as text, that is not its default. */
final class OtherValues {

    private OtherValues() {}

    /** By the settings' keys. */
    static Map<String, String> all() {
        Map<String, String> values = new HashMap<>();
        values.put("node.data_dir", "/d");
        values.put("node.network_id", "test");
        values.put("node.log_level", "DEBUG");
        values.put("node.log_dir", "/var/log/ian");
        values.put("api.host", "0.0.0.0");
        values.put("api.key", "a-key-of-the-api");
        values.put("api.protect_reads", "true");
        values.put("api.require_token", "true");
        values.put("api.trusted_proxies", "127.0.0.1,10.0.0.0/8");
        values.put("api.tls_cert_file", "/tls/cert.pem");
        values.put("api.tls_key_file", "/tls/key.pem");
        values.put("api.ca_file", "/tls/ca.pem");
        values.put("api.rate_limit_loopback", "true");
        values.put("p2p.peer_exchange", "false");
        values.put("p2p.small_network", "true");
        values.put("p2p.target_outbound", "4");
        values.put("p2p.listen_host", "::1");
        values.put("p2p.advertise_addr", "node.example:9000");
        values.put("p2p.seed_nodes", "tcp://a:1,tcp://b:2");
        values.put("tau.host", "tau.example");
        values.put("tau.key", "1f".repeat(32));
        values.put("tau.production", "true");
        values.put("crypto.provider", "jdk");
        values.put("goals.dir", "/goals");
        Settings.ALL.stream().filter(Setting::isInteger).forEach(setting -> values.put(setting.key(), "1234"));
        values.put("evaluation.threads", "3");
        values.put("goals.max", "17");
        values.put("evaluation.wasm_engine", "interpreter");
        values.put("evaluation.wasm_threads", "2");
        values.put("evaluation.wasm_memory_bytes", "2097152");
        values.put("api.max_body_bytes", "2048");
        values.put("storage.segment_bytes", "1048576");
        return values;
    }
}
