package network.ian.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void matchesOnlyTheWholeTextAndHidesIt() {
        Secret secret = new Secret("abcdefgh");
        assertThat(secret.matches("abcdefgh")).isTrue();
        assertThat(secret.matches("abcdefg")).isFalse();
        assertThat(secret.matches("")).isFalse();
        assertThat(secret).isEqualTo(new Secret("abcdefgh")).isNotEqualTo(new Secret("abcdefgx"));
        assertThat("key " + secret).isEqualTo("key <redacted>");
    }
}
