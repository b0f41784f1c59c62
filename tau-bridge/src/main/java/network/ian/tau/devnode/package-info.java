/**
 * A stand-in for a Tau Net node, for tests, for the demo and for {@code ian tau dev-node}. It speaks the node's wire and checks
 * what the node checks; everything in it is worth nothing: its keys are public. Nothing of the bridge depends on it.
 */
package network.ian.tau.devnode;
