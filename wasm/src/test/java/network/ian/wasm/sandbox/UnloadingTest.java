package network.ian.wasm.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.config.WasmEngine;
import network.ian.wasm.metering.RandomModule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Classes and memories of modules go when the module goes. */
@Tag("proof")
class UnloadingTest {

    @Test
    void fiveHundredModulesLeaveNothingBehind() {
        run(0, 100);
        long before = settled();
        List<WeakReference<MeteredModule>> gone = run(100, 600);
        long after = settled();
        System.out.println("metaspace after 100 modules " + before + " B, after 600 " + after + " B");
        assertThat(gone).allMatch(reference -> reference.get() == null);
        assertThat(after - before).isLessThan(8L << 20);
    }

    private static List<WeakReference<MeteredModule>> run(int from, int to) {
        List<WeakReference<MeteredModule>> modules = new ArrayList<>();
        for (int i = from; i < to; i++) {
            MeteredModule module = Outcome.module(RandomModule.of(i));
            Outcome.of(module, WasmEngine.COMPILER, 50_000, "run", i, 0);
            modules.add(new WeakReference<>(module));
        }
        return modules;
    }

    private static long settled() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }
}
