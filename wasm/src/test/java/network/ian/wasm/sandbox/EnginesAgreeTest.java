package network.ian.wasm.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import network.ian.core.codec.Bytes;
import network.ian.core.config.WasmEngine;
import network.ian.wasm.metering.RandomModule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random modules: both engines show the same, and the fuel is what an independent count says. */
class EnginesAgreeTest {

    private static final long LIMIT = 200_000;

    @Test
    void onRandomModules() {
        agree(20261122, 20);
    }

    @Test
    @Tag("proof")
    void onAThousandRandomModules() {
        agree(7, 1_000);
    }

    private static void agree(long seed, int modules) {
        Map<String, Integer> ends = new TreeMap<>();
        Random random = new Random(seed);
        for (int i = 0; i < modules; i++) {
            long moduleSeed = random.nextLong();
            Bytes wasm = RandomModule.of(moduleSeed);
            MeteredModule module = Outcome.module(wasm);
            for (int call = 0; call < 3; call++) {
                long[] arguments = {random.nextInt(100), Double.doubleToRawLongBits(random.nextGaussian())};
                String end = check(wasm, module, arguments, "seed " + moduleSeed);
                ends.merge(end, 1, Integer::sum);
            }
        }
        System.out.println("seed " + seed + ", " + modules + " modules: " + ends);
        assertThat(ends).containsKeys("done", "OUT_OF_FUEL");
    }

    private static String check(Bytes wasm, MeteredModule module, long[] arguments, String where) {
        long capacity = LIMIT + 8_192 + 16;
        Outcome interpreted = Outcome.of(module, WasmEngine.INTERPRETER, capacity, "run", arguments);
        Outcome compiled = Outcome.of(module, WasmEngine.COMPILER, capacity, "run", arguments);
        assertThat(compiled).as(where).isEqualTo(interpreted);
        assertThat(interpreted.stop()).as(where).doesNotStartWith("OUT_OF_HOST");
        if (interpreted.stop().isEmpty()) {
            long counted = new Referee(wasm, RandomModule.LOCALS, LIMIT * 2).fuelOf("run", arguments);
            assertThat(interpreted.fuel()).as(where).isEqualTo(counted);
            return "done";
        }
        return interpreted.stop().substring(0, interpreted.stop().indexOf(':'));
    }
}
