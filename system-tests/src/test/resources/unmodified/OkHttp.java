// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.time.Duration;
import java.util.zip.CRC32;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp. Takes the URL of a server, and that of one that says nothing; prints what came back. */
final class OkHttp {
    public static void main(String[] arguments) throws IOException {
        String base = arguments[0];
        OkHttpClient client = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .readTimeout(Duration.ofSeconds(20))
                .build();
        for (String name : new String[] {"small", "large", "small", "nothing"}) {
            try (Response response = client.newCall(new Request.Builder().url(base + "/" + name).build()).execute()) {
                CRC32 sum = new CRC32();
                sum.update(response.body().bytes());
                System.out.println(name + " " + response.code() + " " + sum.getValue());
            }
        }
        Request post = new Request.Builder().url(base + "/told").post(RequestBody.create(new byte[1_000_000])).build();
        try (Response response = client.newCall(post).execute()) {
            System.out.println(response.body().string());
        }
        OkHttpClient impatient = client.newBuilder().readTimeout(Duration.ofMillis(200)).build();
        try (Response response = impatient.newCall(new Request.Builder().url(arguments[1]).build()).execute()) {
            System.out.println("an answer " + response.code());
        } catch (IOException failure) {
            System.out.println(failure.getClass().getName());
        }
    }
}
