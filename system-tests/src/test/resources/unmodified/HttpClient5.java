// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Apache HttpClient 5. Takes the URL of a server, and that of one that says nothing; prints what came back. */
final class HttpClient5 {
    public static void main(String[] arguments) throws IOException {
        String base = arguments[0];
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            for (String name : new String[] {"small", "large", "small", "nothing"}) {
                String told = client.execute(new HttpGet(base + "/" + name), response -> {
                    CRC32 sum = new CRC32();
                    sum.update(EntityUtils.toByteArray(response.getEntity()));
                    return name + " " + response.getCode() + " " + sum.getValue();
                });
                System.out.println(told);
            }
            HttpPost post = new HttpPost(base + "/told");
            post.setEntity(new ByteArrayEntity(new byte[1_000_000], ContentType.APPLICATION_OCTET_STREAM));
            String told = client.execute(post, response -> EntityUtils.toString(response.getEntity()));
            System.out.println(told);
            HttpGet silent = new HttpGet(arguments[1]);
            silent.setConfig(RequestConfig.custom()
                    .setResponseTimeout(200, TimeUnit.MILLISECONDS)
                    .build());
            int status = client.execute(silent, response -> response.getCode());
            System.out.println("an answer " + status);
        } catch (IOException failure) {
            System.out.println(failure.getClass().getName());
        }
    }
}
