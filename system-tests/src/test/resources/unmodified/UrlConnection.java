// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The JDK's own. Takes the URL of a server, and that of one that says nothing; prints what came back. */
final class UrlConnection {
    public static void main(String[] arguments) throws IOException {
        String base = arguments[0];
        for (String name : new String[] {"small", "large", "small"}) {
            HttpURLConnection connection = to(base + "/" + name);
            try (InputStream in = connection.getInputStream()) {
                CRC32 sum = new CRC32();
                sum.update(in.readAllBytes());
                System.out.println(name + " " + connection.getResponseCode() + " " + sum.getValue());
            }
        }
        HttpURLConnection missing = to(base + "/nothing");
        System.out.println("nothing " + missing.getResponseCode());
        try (InputStream in = missing.getErrorStream()) {
            in.readAllBytes();
        }
        HttpURLConnection post = to(base + "/told");
        post.setDoOutput(true);
        try (OutputStream out = post.getOutputStream()) {
            out.write(new byte[1_000_000]);
        }
        try (InputStream in = post.getInputStream()) {
            System.out.println(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        HttpURLConnection silent = to(arguments[1]);
        silent.setReadTimeout(200);
        try {
            System.out.println("an answer " + silent.getResponseCode());
        } catch (IOException failure) {
            System.out.println(failure.getClass().getName());
        }
    }

    private static HttpURLConnection to(String url) throws IOException {
        return (HttpURLConnection) URI.create(url).toURL().openConnection();
    }
}
