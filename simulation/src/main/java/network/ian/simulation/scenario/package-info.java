/** What goes on in a run: who takes part, what breaks when, and who posts what. */
package network.ian.simulation.scenario;
