/** What may go wrong between a program and a node. */
package network.ian.client.error;
