package network.ian.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlowLooksTest {

    @Test
    void oneThatFailsKeepsNeitherTheOthersNorTheNext() {
        AtomicInteger looked = new AtomicInteger();
        SlowLooks looks = new SlowLooks(List.of(
                () -> {
                    throw new IllegalStateException("closed");
                },
                looked::incrementAndGet));
        looks.run();
        looks.run();
        assertThat(looked).hasValue(2);
    }
}
