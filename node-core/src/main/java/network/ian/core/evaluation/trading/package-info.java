/** Harness {@code trading-v1}: walk-forward on public daily prices (docs/HARNESS-TRADING-V1.md). Not a proof of skill. */
package network.ian.core.evaluation.trading;
