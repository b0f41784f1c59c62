/** The anchor on Tau Net ({@code docs/TAU.md}): what is signed, what is sent, what is believed. */
package network.ian.tau;
