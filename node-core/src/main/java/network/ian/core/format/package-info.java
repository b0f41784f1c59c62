/** Which format each stored file has, so that an older program leaves a newer one's data alone. */
package network.ian.core.format;
