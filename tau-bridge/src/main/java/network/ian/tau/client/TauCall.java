package network.ian.tau.client;

import java.io.IOException;

/** One question to a node. */
@FunctionalInterface
interface TauCall<T> {
    T ask(TauNode node) throws IOException, TauException;
}
