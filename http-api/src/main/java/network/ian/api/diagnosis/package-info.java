/** What a process can say of itself when something is wrong with it. */
package network.ian.api.diagnosis;
