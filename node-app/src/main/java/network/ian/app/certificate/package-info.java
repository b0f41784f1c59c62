/** Certificates on the disk, as the command line shows and makes them. */
package network.ian.app.certificate;
