package network.ian.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Which module, package and library may know which. */
final class Layers {

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

    private Layers() {}

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
}
