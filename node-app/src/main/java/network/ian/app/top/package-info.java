/**
 * {@code ian top}: a node looked at from a terminal. Answers of the API become a {@link network.ian.app.top.Snapshot}, that and
 * the recent events a {@link network.ian.app.top.Picture}, and {@link network.ian.app.top.Layout} makes lines of it without
 * knowing a terminal.
 */
package network.ian.app.top;
