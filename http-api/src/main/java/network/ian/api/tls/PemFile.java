package network.ian.api.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.core.codec.Bytes;

/** The blocks of a PEM file (RFC 7468); what stands between them is commentary. */
final class PemFile {

    private static final int LONGEST = 1 << 20;
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----([^-]*)-----END \\1-----");

    private PemFile() {}

    /** A block's label and its decoded content. */
    record Block(String label, Bytes der) {}

    /**
     * Reads a file.
     *
     * @throws TlsException if it cannot be read
     */
    static List<Block> read(Path file) throws TlsException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text(file));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), content(matcher.group(2))));
        }
        return blocks;
    }

    /** Nothing where it is not base64: a key that was encrypted the old way has header lines in its block. */
    private static Bytes content(String base64) {
        try {
            return Bytes.wrap(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            return Bytes.EMPTY;
        }
    }

    /** Writes a block. */
    static String write(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static String text(Path file) throws TlsException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(LONGEST + 1);
            if (octets.length > LONGEST) {
                throw new TlsException(file, "is longer than " + LONGEST + " bytes");
            }
            return new String(octets, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new TlsException(file, "does not exist", e);
        } catch (IOException e) {
            throw new TlsException(file, "cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
