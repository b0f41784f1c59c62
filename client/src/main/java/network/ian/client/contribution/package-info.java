/** Making and signing contributions. */
package network.ian.client.contribution;
