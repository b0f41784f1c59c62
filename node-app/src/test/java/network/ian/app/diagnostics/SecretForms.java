package network.ian.app.diagnostics;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** How a secret may look where it does not belong: as it is, in hex, in base64, at any place within other base64. */
public final class SecretForms {

    private SecretForms() {}

    /** By the name of the form. */
    public static Map<String, String> of(byte[] secret) {
        Map<String, String> forms = new HashMap<>();
        addForms("", secret, forms);
        String text = new String(secret, StandardCharsets.ISO_8859_1);
        if (text.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            forms.put("text", text);
            forms.put("upper case", text.toUpperCase(Locale.ROOT));
            if (text.matches("[0-9a-f]{64}")) {
                addForms("decoded ", HexFormat.of().parseHex(text), forms);
            } else {
                forms.remove("upper case");
            }
        }
        return forms;
    }

    private static void addForms(String kind, byte[] secret, Map<String, String> forms) {
        String hex = HexFormat.of().formatHex(secret);
        forms.put(kind + "hex", hex);
        forms.put(kind + "upper hex", hex.toUpperCase(Locale.ROOT));
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        forms.put(kind + "base64", base64.encodeToString(secret));
        forms.put(kind + "base64 url", url.encodeToString(secret));
        // Behind other bytes, as in "Basic " credentials; what is shared with the neighbours is left out.
        for (int before = 1; before < 3; before++) {
            byte[] shifted = new byte[before + secret.length];
            System.arraycopy(secret, 0, shifted, before, secret.length);
            String whole = base64.encodeToString(shifted);
            forms.put(kind + "base64 behind " + before, whole.substring(before + 1, shifted.length * 8 / 6));
        }
    }
}
