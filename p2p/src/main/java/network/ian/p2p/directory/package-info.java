/** What the API and the metrics read about the network, and how operators' orders reach it. */
package network.ian.p2p.directory;
