package network.ian.wasm.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FuelTankTest {

    @Test
    void countsWhatIsSpent() {
        FuelTank tank = new FuelTank(10, () -> false);
        tank.spend(4);
        assertThat(tank.used()).isEqualTo(4);
    }
}
