/** Agents of one's own: a project to begin with, and a trial without a node. */
package network.ian.app.agent;
