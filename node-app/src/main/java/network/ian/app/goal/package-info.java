/** {@code ian goal}: goals that an operator writes, checks and adds to a running node (docs/GOALS.md). */
package network.ian.app.goal;
