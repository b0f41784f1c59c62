/** Folds over the canonical log. */
package network.ian.core.projection;
