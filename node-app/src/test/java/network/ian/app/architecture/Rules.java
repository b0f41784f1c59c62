package network.ian.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The shape of the program, as rules that the build checks. */
final class Rules {

    static final ArchRule CORE_KNOWS_NOTHING_ABOVE_IT = noClasses()
            .that()
            .resideInAPackage("network.ian.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "network.ian.p2p..",
                    "network.ian.simulation..",
                    "network.ian.tau..",
                    "network.ian.wasm..",
                    "network.ian.client..",
                    "network.ian.api..",
                    "network.ian.app..",
                    "io.netty..",
                    "io.javalin..",
                    "org.eclipse.jetty..",
                    "io.prometheus..",
                    "picocli..",
                    "ch.qos.logback..");

    static final ArchRule THE_CLIENT_KNOWS_ONLY_THE_CORE = noClasses()
            .that()
            .resideInAPackage("network.ian.client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "network.ian.p2p..",
                    "network.ian.simulation..",
                    "network.ian.tau..",
                    "network.ian.api..",
                    "network.ian.app..",
                    "io.netty..",
                    "io.javalin..",
                    "org.eclipse.jetty..",
                    "io.prometheus..",
                    "picocli..",
                    "ch.qos.logback..");

    static final ArchRule ONLY_THE_PROGRAM_KNOWS_THE_CLIENT = noClasses()
            .that()
            .resideInAnyPackage(
                    "network.ian.core..",
                    "network.ian.p2p..",
                    "network.ian.simulation..",
                    "network.ian.tau..",
                    "network.ian.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("network.ian.client..");

    static final ArchRule API_DOES_NOT_KNOW_THE_PROGRAM = noClasses()
            .that()
            .resideInAPackage("network.ian.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "network.ian.app..",
                    "network.ian.p2p..",
                    "network.ian.tau..",
                    "network.ian.simulation..",
                    "io.netty..");

    static final ArchRule PEERS_KNOW_ONLY_THE_CORE = noClasses()
            .that()
            .resideInAPackage("network.ian.p2p..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "network.ian.simulation..",
                    "network.ian.tau..",
                    "network.ian.api..",
                    "network.ian.app..",
                    "io.javalin..",
                    "io.prometheus..",
                    "picocli..",
                    "ch.qos.logback..");

    static final ArchRule THE_BRIDGE_KNOWS_ONLY_THE_CORE = noClasses()
            .that()
            .resideInAPackage("network.ian.tau..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "network.ian.p2p..",
                    "network.ian.simulation..",
                    "network.ian.api..",
                    "network.ian.app..",
                    "io.netty..",
                    "io.javalin..",
                    "io.prometheus..",
                    "picocli..",
                    "ch.qos.logback..");

    static final ArchRule ONLY_THE_PROGRAM_KNOWS_THE_STAND_IN = noClasses()
            .that()
            .resideOutsideOfPackages("network.ian.tau.devnode..", "network.ian.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("network.ian.tau.devnode..")
            .because("what is built for tests and demos must not be what a node believes");

    static final ArchRule THE_SANDBOX_KNOWS_ONLY_THE_CORE = noClasses()
            .that()
            .resideInAPackage("network.ian.wasm..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "network.ian.p2p..",
                    "network.ian.simulation..",
                    "network.ian.tau..",
                    "network.ian.client..",
                    "network.ian.api..",
                    "network.ian.app..",
                    "io.netty..",
                    "io.javalin..",
                    "io.prometheus..",
                    "picocli..",
                    "ch.qos.logback..");

    static final ArchRule ONLY_THE_SANDBOX_TOUCHES_THE_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackage("network.ian.wasm.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.dylibso..")
            .because("what a stranger's module may do is decided in one place");

    static final ArchRule THE_PROTOCOL_HAS_NO_SOCKETS_AND_NO_THREADS = noClasses()
            .that()
            .resideInAPackage("network.ian.p2p..")
            .and()
            .resideOutsideOfPackage("network.ian.p2p.transport..")
            .should()
            .dependOnClassesThat(touchesTheMachine())
            .because("the same state machines run under virtual time, a thousand in a process");

    static final ArchRule THE_SIMULATOR_KNOWS_NO_SHELL = noClasses()
            .that()
            .resideInAPackage("network.ian.simulation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "network.ian.p2p.transport..",
                    "network.ian.tau..",
                    "network.ian.api..",
                    "network.ian.app..",
                    "io.netty..");

    static final ArchRule NO_CYCLES_BETWEEN_PACKAGES =
            slices().assignedFrom(packages()).should().beFreeOfCycles();

    static final ArchRule CONSTRUCTORS_ARE_SHORT = constructors()
            .that()
            .areDeclaredInClassesThat()
            .areNotRecords()
            .and()
            .areDeclaredInClassesThat()
            .areNotEnums()
            .should(haveAtMost(7))
            .because("a class that needs more is two classes; a record's arguments are its data, and have names");

    static final ArchRule TIME_AND_CHANCE_COME_FROM_OUTSIDE = noClasses()
            .that()
            .resideOutsideOfPackage("network.ian.core.runtime..")
            .should()
            .accessTargetWhere(readsTimeOrChance())
            .because("whoever wires the program hands out clocks and randomness, so that tests and replays can too");

    static final ArchRule ONLY_WIRING_TAKES_THE_SYSTEMS_OWN = noClasses()
            .that()
            .resideOutsideOfPackages("network.ian.core.runtime..", "network.ian.app..")
            .and()
            // Programs of others start with it, and it is what wires a client.
            .doNotHaveFullyQualifiedName("network.ian.client.IanClientBuilder")
            .should()
            .accessTargetWhere(takesTheSystemsOwn());

    static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveNameMatching(".*(Utils|Manager|Impl|Helper)");

    static final ArchRule PACKAGES_ARE_FEATURES =
            noClasses().should().resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..manager..");

    static final Map<String, ArchRule> ALL = map(
            "core knows nothing above it", CORE_KNOWS_NOTHING_ABOVE_IT,
            "the client knows only the core", THE_CLIENT_KNOWS_ONLY_THE_CORE,
            "only the program knows the client", ONLY_THE_PROGRAM_KNOWS_THE_CLIENT,
            "api does not know the program", API_DOES_NOT_KNOW_THE_PROGRAM,
            "peers know only the core", PEERS_KNOW_ONLY_THE_CORE,
            "the protocol has no sockets and no threads", THE_PROTOCOL_HAS_NO_SOCKETS_AND_NO_THREADS,
            "the simulator knows no shell", THE_SIMULATOR_KNOWS_NO_SHELL,
            "the bridge knows only the core", THE_BRIDGE_KNOWS_ONLY_THE_CORE,
            "only the program knows the stand-in", ONLY_THE_PROGRAM_KNOWS_THE_STAND_IN,
            "the sandbox knows only the core", THE_SANDBOX_KNOWS_ONLY_THE_CORE,
            "only the sandbox touches the engine", ONLY_THE_SANDBOX_TOUCHES_THE_ENGINE,
            "no cycles between packages", NO_CYCLES_BETWEEN_PACKAGES,
            "constructors are short", CONSTRUCTORS_ARE_SHORT,
            "time and chance come from outside", TIME_AND_CHANCE_COME_FROM_OUTSIDE,
            "only wiring takes the system's own", ONLY_WIRING_TAKES_THE_SYSTEMS_OWN,
            "names say something", NAMES_SAY_SOMETHING,
            "packages are features", PACKAGES_ARE_FEATURES);

    private static final Set<String> FORBIDDEN_METHODS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.lang.Thread.sleep",
            "java.util.concurrent.TimeUnit.sleep",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.UUID.randomUUID",
            "java.security.SecureRandom.getInstanceStrong",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.Clock.system",
            "java.time.Clock.tickMillis",
            "java.time.Clock.tickSeconds",
            "java.time.Clock.tickMinutes");

    private static final Set<String> UNSEEDED =
            Set.of("java.util.Random", "java.util.SplittableRandom", "java.util.Date", "java.security.SecureRandom");

    private static final Set<String> SYSTEMS_OWN = Set.of(
            "network.ian.core.runtime.MonotonicClock.system",
            "network.ian.core.runtime.WallClock.system",
            "network.ian.core.runtime.SystemEntropy.secureRandom");

    private Rules() {}

    /** Each package by itself, those that stand in another included. */
    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith("network.ian.")
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private static ArchCondition<JavaConstructor> haveAtMost(int parameters) {
        return ArchCondition.from(DescribedPredicate.describe(
                "have at most " + parameters + " parameters",
                constructor -> constructor.getRawParameterTypes().size() <= parameters));
    }

    private static DescribedPredicate<JavaClass> touchesTheMachine() {
        return DescribedPredicate.describe("opens sockets, starts threads or waits", type -> {
            String name = type.getName();
            return name.startsWith("io.netty.")
                    || name.startsWith("java.net.Socket")
                    || name.startsWith("java.net.ServerSocket")
                    || name.startsWith("java.nio.channels.")
                    || name.startsWith("javax.net.")
                    || name.equals("java.lang.Thread")
                    || name.startsWith("java.util.concurrent.locks.")
                    // Whoever is handed an Executor starts no thread; whoever makes one may.
                    || (name.startsWith("java.util.concurrent.Executor")
                            && !name.equals("java.util.concurrent.Executor"));
        });
    }

    private static Map<String, ArchRule> map(Object... namesAndRules) {
        Map<String, ArchRule> all = new TreeMap<>();
        for (int i = 0; i < namesAndRules.length; i += 2) {
            all.put((String) namesAndRules[i], (ArchRule) namesAndRules[i + 1]);
        }
        return all;
    }

    private static DescribedPredicate<JavaAccess<?>> readsTimeOrChance() {
        return DescribedPredicate.describe("reads the clock, draws unseeded random numbers, or sleeps", access -> {
            if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)) {
                return false;
            }
            String owner = target.getOwner().getName();
            List<String> parameters = target.getRawParameterTypes().stream()
                    .map(parameter -> parameter.getName())
                    .toList();
            if (target.getName().equals("<init>")) {
                return parameters.isEmpty() && UNSEEDED.contains(owner);
            }
            // The variants of now() that take a Clock are how it should be done.
            boolean now = owner.startsWith("java.time.")
                    && target.getName().equals("now")
                    && !parameters.contains(Clock.class.getName());
            return now || FORBIDDEN_METHODS.contains(owner + "." + target.getName());
        });
    }

    private static DescribedPredicate<JavaAccess<?>> takesTheSystemsOwn() {
        return DescribedPredicate.describe(
                "takes the system's clock or randomness",
                access -> SYSTEMS_OWN.contains(access.getTargetOwner().getName() + "."
                        + access.getTarget().getName()));
    }
}
