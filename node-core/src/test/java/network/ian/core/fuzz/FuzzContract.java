package network.ian.core.fuzz;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What every parser of outside bytes keeps to: its documented refusal or an answer, in bounded memory and time. */
public abstract class FuzzContract {

    private static final long FEW = 1_000;

    /** The parsers of one package. */
    protected abstract List<FuzzTarget> targets() throws Exception;

    /** Inputs for each of them in the usual build. */
    protected long few() {
        return FEW;
    }

    @TestFactory
    Stream<DynamicTest> survivesDamage() throws Exception {
        return each(target -> FuzzRun.shortly(target, few()));
    }

    @TestFactory
    @Tag("proof")
    Stream<DynamicTest> survivesMuchDamage() throws Exception {
        return each(FuzzRun::atLength);
    }

    private Stream<DynamicTest> each(java.util.function.Consumer<FuzzTarget> run) throws Exception {
        return targets().stream().map(target -> DynamicTest.dynamicTest(target.name(), () -> run.accept(target)));
    }
}
