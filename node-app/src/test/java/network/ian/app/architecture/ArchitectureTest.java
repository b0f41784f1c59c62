package network.ian.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.stream.Stream;
import network.ian.api.fixture.ApiThatKnowsTheClient;
import network.ian.api.fixture.ApiThatKnowsTheProgram;
import network.ian.app.Ian;
import network.ian.app.fixture.AppFixture;
import network.ian.client.fixture.ClientFixture;
import network.ian.client.fixture.ClientThatKnowsTheProgram;
import network.ian.core.codec.Bytes;
import network.ian.core.first.First;
import network.ian.core.fixture.CoreThatKnowsTheApi;
import network.ian.core.fixture.EightArguments;
import network.ian.core.fixture.FixtureHelper;
import network.ian.core.fixture.FixtureImpl;
import network.ian.core.fixture.FixtureManager;
import network.ian.core.fixture.FixtureUtil;
import network.ian.core.fixture.Outer;
import network.ian.core.fixture.TakesTheSystemsOwn;
import network.ian.core.fixture.TimeAndChance;
import network.ian.core.fixture.nested.Inner;
import network.ian.core.fixture.util.Misplaced;
import network.ian.core.second.Second;
import network.ian.p2p.fixture.PeersThatKnowTheProgram;
import network.ian.p2p.fixture.ProtocolWithAThread;
import network.ian.simulation.fixture.SimulatorThatKnowsTheProgram;
import network.ian.tau.devnode.fixture.StandInFixture;
import network.ian.tau.fixture.BridgeThatKnowsTheProgram;
import network.ian.tau.fixture.BridgeThatKnowsTheStandIn;
import network.ian.wasm.fixture.EngineOutsideTheSandbox;
import network.ian.wasm.fixture.WasmThatKnowsTheProgram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program keeps every rule of its shape, and every rule would find what breaks it. */
class ArchitectureTest {

    private static JavaClasses production;

    @BeforeAll
    static void readClasses() {
        ImportOption noTestJar = location -> !location.contains("-tests.jar");
        production = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(noTestJar)
                .importPackages("network.ian");
    }

    static Stream<String> rules() {
        return Rules.ALL.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(String rule) {
        // A module without classes yet makes no rule wrong.
        Rules.ALL.get(rule).allowEmptyShould(true).check(production);
    }

    @Test
    void theRulesSeeTheProgramAndNotItsTests() {
        assertThat(production.contain(Bytes.class)).isTrue();
        assertThat(production.contain(Ian.class)).isTrue();
        assertThat(production.contain(ArchitectureTest.class)).isFalse();
        assertThat(production.contain("network.ian.core.runtime.ManualClock")).isFalse();
    }

    @Test
    void everyRuleCanFail() {
        assertFinds(Layers.CORE_KNOWS_NOTHING_ABOVE_IT, 2, CoreThatKnowsTheApi.class);
        assertFinds(Layers.API_DOES_NOT_KNOW_THE_PROGRAM, 1, ApiThatKnowsTheProgram.class, AppFixture.class);
        assertFinds(Layers.THE_CLIENT_KNOWS_ONLY_THE_CORE, 1, ClientThatKnowsTheProgram.class, AppFixture.class);
        assertFinds(Layers.ONLY_THE_PROGRAM_KNOWS_THE_CLIENT, 1, ApiThatKnowsTheClient.class, ClientFixture.class);
        assertFinds(Layers.PEERS_KNOW_ONLY_THE_CORE, 1, PeersThatKnowTheProgram.class, AppFixture.class);
        assertFinds(Layers.THE_PROTOCOL_HAS_NO_SOCKETS_AND_NO_THREADS, 1, ProtocolWithAThread.class);
        assertFinds(Layers.THE_SIMULATOR_KNOWS_NO_SHELL, 1, SimulatorThatKnowsTheProgram.class, AppFixture.class);
        assertFinds(Layers.THE_BRIDGE_KNOWS_ONLY_THE_CORE, 1, BridgeThatKnowsTheProgram.class, AppFixture.class);
        assertFinds(
                Layers.ONLY_THE_PROGRAM_KNOWS_THE_STAND_IN, 1, BridgeThatKnowsTheStandIn.class, StandInFixture.class);
        assertFinds(Layers.THE_SANDBOX_KNOWS_ONLY_THE_CORE, 1, WasmThatKnowsTheProgram.class, AppFixture.class);
        assertFinds(Layers.ONLY_THE_SANDBOX_TOUCHES_THE_ENGINE, 1, EngineOutsideTheSandbox.class);
        assertFinds(Layers.NO_CYCLES_BETWEEN_PACKAGES, 1, First.class, Second.class);
        assertFinds(Layers.NO_CYCLES_BETWEEN_PACKAGES, 1, Outer.class, Inner.class);
        assertFinds(Conventions.CONSTRUCTORS_ARE_SHORT, 1, EightArguments.class, EightArguments.Data.class);
        assertFinds(Conventions.ONLY_WIRING_TAKES_THE_SYSTEMS_OWN, 3, TakesTheSystemsOwn.class);
        assertFinds(
                Conventions.NAMES_SAY_SOMETHING,
                4,
                FixtureUtil.class,
                FixtureManager.class,
                FixtureImpl.class,
                FixtureHelper.class);
        assertFinds(Conventions.PACKAGES_ARE_FEATURES, 1, Misplaced.class);
    }

    @Test
    void everyWayToReadTimeOrChanceIsFound() {
        int ways = TimeAndChance.class.getDeclaredMethods().length;
        List<String> found = assertFinds(Conventions.TIME_AND_CHANCE_COME_FROM_OUTSIDE, ways, TimeAndChance.class);
        for (var way : TimeAndChance.class.getDeclaredMethods()) {
            assertThat(found).anyMatch(line -> line.contains("." + way.getName() + "("));
        }
    }

    private static List<String> assertFinds(ArchRule rule, int violations, Class<?>... fixtures) {
        EvaluationResult result = rule.evaluate(new ClassFileImporter().importClasses(fixtures));
        assertThat(result.getFailureReport().getDetails())
                .as(rule.getDescription())
                .hasSize(violations);
        return result.getFailureReport().getDetails();
    }
}
