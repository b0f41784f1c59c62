/** A node's answers as values. Fields that this program does not know are passed over; a missing one is an error that names it. */
package network.ian.client.answer;
