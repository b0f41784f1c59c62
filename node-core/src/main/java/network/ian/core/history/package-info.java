/** Takes in contributions of any age, offline. */
package network.ian.core.history;
