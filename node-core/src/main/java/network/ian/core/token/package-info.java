/**
 * API tokens: what they look like, what each may do, and {@code tokens.json}, which holds them hashed. The command line
 * writes that file under a lock; a running node only reads it.
 */
package network.ian.core.token;
