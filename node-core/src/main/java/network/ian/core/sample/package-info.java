/** Makes contributions in bulk, for load tests and examples. */
package network.ian.core.sample;
