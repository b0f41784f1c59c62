/** What the run is measured by. */
package network.ian.simulation.measure;
