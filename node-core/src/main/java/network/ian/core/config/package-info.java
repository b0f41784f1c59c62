/**
 * Configuration of a node. {@link network.ian.core.config.Settings} lists every setting once; reading, checking,
 * showing and documenting them all follow that list. Precedence: flag, environment, file, default.
 */
package network.ian.core.config;
