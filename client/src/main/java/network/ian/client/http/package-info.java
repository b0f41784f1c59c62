/** Requests and answers, bounded in time and size. */
package network.ian.client.http;
