package network.ian.core.node;

import java.security.SecureRandom;
import java.time.Clock;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.telemetry.Telemetry;

/**
 * What a node gets from outside, so that tests can hold it still.
 *
 * @param clock dates: header timestamps, the clock window, file times
 * @param ticker durations
 * @param entropy for the identity and for salts
 */
public record NodeEnvironment(Clock clock, MonotonicClock ticker, SecureRandom entropy, Telemetry telemetry) {}
