/** One archive with everything that helps to find out what is wrong with a node, and no secret. */
package network.ian.app.diagnostics;
