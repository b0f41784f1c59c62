package network.ian.p2p.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.crypto.SigningKey;
import org.junit.jupiter.api.Test;

class AddressSignerTest {

    private static final String NETWORK = "main";
    private static final HostPort ADDRESS = new HostPort("node.example", 9000);

    private final SignatureVerifier verifier = SignatureProviders.select(SignatureProviders.AUTO, 16);
    private final SigningKey key = SigningKey.fromSeed(new byte[32]);
    private final AddressRecord record = new AddressSigner(key, NETWORK).sign(ADDRESS, 1_700_000_000_000L);

    @Test
    void aRecordVerifiesInItsNetwork() {
        assertThat(genuine(record)).isTrue();
        assertThat(AddressSigner.isGenuine(record, "test", verifier)).isFalse();
    }

    @Test
    void everyFieldIsSigned() {
        Bytes other = SigningKey.fromSeed(filled(1)).publicKey();
        long time = record.timestampMs();
        assertThat(genuine(new AddressRecord(other, ADDRESS, time, record.signature())))
                .isFalse();
        assertThat(genuine(with(new HostPort("node.example", 9001), time))).isFalse();
        assertThat(genuine(with(new HostPort("node.exampl", 9000), time))).isFalse();
        assertThat(genuine(with(ADDRESS, time + 1))).isFalse();
        assertThat(genuine(with(ADDRESS, time))).isTrue();
    }

    @Test
    void whatCannotBeSentIsNeitherSignedNorGenuine() {
        AddressSigner signer = new AddressSigner(key, NETWORK);
        assertThatThrownBy(() -> signer.sign(new HostPort("a b", 9000), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> signer.sign(ADDRESS, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AddressSigner(key, "a b").sign(ADDRESS, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(genuine(with(new HostPort("a\u0000b", 9000), 0))).isFalse();
        assertThat(genuine(new AddressRecord(Bytes.EMPTY, ADDRESS, 0, Bytes.EMPTY)))
                .isFalse();
    }

    private boolean genuine(AddressRecord candidate) {
        return AddressSigner.isGenuine(candidate, NETWORK, verifier);
    }

    private AddressRecord with(HostPort address, long timestampMs) {
        return new AddressRecord(record.publicKey(), address, timestampMs, record.signature());
    }

    private static byte[] filled(int value) {
        byte[] octets = new byte[32];
        Arrays.fill(octets, (byte) value);
        return octets;
    }
}
