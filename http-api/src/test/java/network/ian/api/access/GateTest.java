package network.ian.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import network.ian.core.config.Secret;
import org.junit.jupiter.api.Test;

class GateTest {

    private final Gate gate = new Gate(Optional.of(new Secret("the-key-itself")), false, new Secret("the-token"));

    @Test
    void opensForKeyAndTokenInEitherHeader() {
        assertThat(gate.opens(Optional.of("Bearer the-key-itself"), Optional.empty()))
                .isTrue();
        assertThat(gate.opens(Optional.of("bearer the-token"), Optional.empty()))
                .isTrue();
        assertThat(gate.opens(Optional.empty(), Optional.of("the-key-itself"))).isTrue();
        assertThat(gate.opens(Optional.of("Bearer wrong"), Optional.of("the-token")))
                .isTrue();
    }

    @Test
    void staysShutForAnythingElse() {
        assertThat(gate.opens(Optional.empty(), Optional.empty())).isFalse();
        assertThat(gate.opens(Optional.of("the-key-itself"), Optional.empty())).isFalse();
        assertThat(gate.opens(Optional.of("Basic the-key-itself"), Optional.empty()))
                .isFalse();
        assertThat(gate.opens(Optional.of("Bearer "), Optional.of(""))).isFalse();
        assertThat(gate.opens(Optional.of("Bearer the-key-itsel"), Optional.of("the-key-itself2")))
                .isFalse();
        assertThat(gate.opens(Optional.of("Bearer THE-KEY-ITSELF"), Optional.empty()))
                .isFalse();
    }

    @Test
    void withoutAKeyOnlyTheTokenOpens() {
        Gate open = new Gate(Optional.empty(), false, new Secret("the-token"));
        assertThat(open.protectsWrites()).isFalse();
        assertThat(open.opens(Optional.empty(), Optional.of(""))).isFalse();
        assertThat(open.opens(Optional.empty(), Optional.of("the-token"))).isTrue();
    }
}
