//! @NAME@: an agent for goals of the harness wasm-trading-v1 (docs/AGENTS.md).
//! It holds more of the index the nearer to the day's low the close was, and no more than half where the market is wild.
#![no_std]
#![allow(dead_code)]

/// Where each number stands in the observation.
mod see {
    pub const RETURN_1: usize = 0;
    pub const MOMENTUM_5: usize = 1;
    pub const MOMENTUM_20: usize = 2;
    pub const MOMENTUM_60: usize = 3;
    pub const MOMENTUM_120: usize = 4;
    pub const MOMENTUM_250: usize = 5;
    pub const TREND_200: usize = 6;
    pub const ZSCORE_20: usize = 7;
    pub const VOLATILITY_20: usize = 8;
    pub const VOLATILITY_RATIO: usize = 9;
    pub const DRAWDOWN_250: usize = 10;
    pub const RANGE_POSITION: usize = 11;
    pub const CLOSE: usize = 12;
    pub const HIGH: usize = 13;
    pub const LOW: usize = 14;
    pub const POSITION: usize = 15;
    pub const DAY: usize = 16;
}

/// Called once before each episode, on a fresh instance: statics are at their initial values.
#[no_mangle]
pub extern "C" fn ian_agent_init(_seed: i64) {}

/// Called once a day; answers with the position: 1 holds the index, 0 is out of the market, -1 is short of it.
///
/// # Safety
/// The host passes the address of `count` doubles.
#[no_mangle]
pub unsafe extern "C" fn ian_agent_act(observation: *const f64, count: usize) -> f64 {
    let seen = core::slice::from_raw_parts(observation, count);
    position(seen)
}

fn position(seen: &[f64]) -> f64 {
    let position = 0.5 - 0.5 * seen[see::RANGE_POSITION];
    if seen[see::VOLATILITY_20] > 2.0 {
        0.5 * position
    } else {
        position
    }
}

/// An agent that panics traps, and its contribution is refused with EVALUATION_ERROR.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
