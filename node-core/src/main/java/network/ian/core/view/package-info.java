/** What the API reads about peers and anchors; the modules that know them implement it. */
package network.ian.core.view;
