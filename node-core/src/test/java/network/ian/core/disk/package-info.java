/**
 * A disk for tests, as a file system of {@code java.nio.file}: whatever is written through a path of it goes to memory, is
 * durable only once it was synced, and fails when a test says so. Nothing in the program knows about it.
 */
package network.ian.core.disk;
