package network.ian.wasm.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The WebAssembly specification's test suite on the path that agents take; src/test/spec/README.md says what of it. */
class SpecSuiteTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void theSuitePasses(Engine engine) throws IOException {
        Map<String, Integer> tally = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (String name : SpecScript.names()) {
            SpecScript script = SpecScript.read(name);
            long t0 = System.nanoTime();
            SpecRun run = new SpecRun(engine, name).all(script.commands());
            System.out.println((System.nanoTime() - t0) / 1000000 + " ms " + name);
            wrong.addAll(run.wrong());
            run.tally().forEach((what, count) -> tally.merge(what, count, Integer::sum));
        }
        System.out.println(engine);
        tally.forEach((what, count) -> System.out.println("  " + count + " " + what));
        assertThat(wrong).isEmpty();
    }
}
