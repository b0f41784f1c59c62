package network.ian.app.doctor;

import java.util.Optional;

/**
 * What one check found. Its texts may hold what strangers said; whoever prints them escapes.
 *
 * @param check name of the check, as {@code docs/DOCTOR.md} lists it
 * @param found what is so
 * @param advice what to do, one sentence; empty if all is well
 */
record Finding(String check, Status status, String found, Optional<String> advice) {

    static Finding ok(String check, String found) {
        return new Finding(check, Status.OK, found, Optional.empty());
    }

    static Finding warn(String check, String found, String advice) {
        return new Finding(check, Status.WARN, found, Optional.of(advice));
    }

    static Finding fail(String check, String found, String advice) {
        return new Finding(check, Status.FAIL, found, Optional.of(advice));
    }

    static Finding skip(String check, String why) {
        return new Finding(check, Status.SKIP, why, Optional.empty());
    }
}
