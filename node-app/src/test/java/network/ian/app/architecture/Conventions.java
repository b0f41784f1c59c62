package network.ian.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** What classes, constructors and packages are called and may do, wherever they stand. */
final class Conventions {

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

    private Conventions() {}

    private static ArchCondition<JavaConstructor> haveAtMost(int parameters) {
        return ArchCondition.from(DescribedPredicate.describe(
                "have at most " + parameters + " parameters",
                constructor -> constructor.getRawParameterTypes().size() <= parameters));
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
