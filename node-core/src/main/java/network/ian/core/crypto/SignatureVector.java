package network.ian.core.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import network.ian.core.codec.Bytes;

/**
 * A signature with the verdict that every node must reach. The bundled ones probe where Ed25519 implementations differ:
 * components of order 2, 4 and 8, points of small order, encodings that are not canonical, S not reduced.
 */
record SignatureVector(String name, boolean valid, Bytes publicKey, Bytes message, Bytes signature) {

    static final String RESOURCE = "ed25519-vectors.txt";

    private static final String EMPTY = "-";

    /** The vectors in this program's jar. */
    static List<SignatureVector> bundled() {
        try (InputStream in = SignatureVector.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the program's jar");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(SignatureVector::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #line} wrote. */
    static SignatureVector parse(String line) {
        String[] parts = line.split(" ", -1);
        return new SignatureVector(
                parts[1],
                parts[0].equals("valid"),
                Bytes.fromHex("public key", parts[2]),
                parts[3].equals(EMPTY) ? Bytes.EMPTY : Bytes.fromHex("message", parts[3]),
                Bytes.fromHex("signature", parts[4]));
    }

    /** Verdict, name, public key, message ("-" if empty) and signature, separated by one space. */
    String line() {
        return String.join(
                " ",
                valid ? "valid" : "invalid",
                name,
                publicKey.hex(),
                message.size() == 0 ? EMPTY : message.hex(),
                signature.hex());
    }
}
