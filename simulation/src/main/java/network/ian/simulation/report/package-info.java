/** What a run found, as text and as JSON. */
package network.ian.simulation.report;
