// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** OkHttp, whose sockets come from a factory. */
final class OkHttpCaller implements HttpCaller {
    private final HttpRoute route;
    private final OkHttpClient client;

    OkHttpCaller(HttpRoute route, int millis) {
        this(route, millis, 0);
    }

    /**
     * One that also limits how long a call takes in all.
     *
     * @param callMillis 0 for as long as it takes
     */
    OkHttpCaller(HttpRoute route, int millis, int callMillis) {
        this.route = route;
        this.client = new OkHttpClient.Builder()
                .socketFactory(route.sockets())
                .sslSocketFactory(
                        route.trust().context().getSocketFactory(),
                        route.trust().manager())
                .proxy(Proxy.NO_PROXY)
                .retryOnConnectionFailure(false)
                .connectTimeout(Duration.ofMillis(millis))
                .readTimeout(Duration.ofMillis(millis))
                .callTimeout(Duration.ofMillis(callMillis))
                .build();
    }

    @Override
    public Call get(String path) {
        return call(request(path).build());
    }

    @Override
    public Call put(String path, byte[] body) {
        return call(request(path).put(RequestBody.create(body)).build());
    }

    private Request.Builder request(String path) {
        return new Request.Builder().url(route.base().resolve(path).toString());
    }

    private Call call(Request request) {
        okhttp3.Call call = client.newCall(request);
        return new Call() {
            @Override
            public Answer ask() throws IOException {
                return new Given(call.execute());
            }

            @Override
            public void cancel() {
                call.cancel();
            }
        };
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
    }

    private record Given(Response response) implements Answer {
        @Override
        public int status() {
            return response.code();
        }

        @Override
        public @Nullable String header(String name) {
            return response.header(name);
        }

        @Override
        public InputStream body() {
            return response.body().byteStream();
        }

        /** Its close reads on, for a tenth of a second at most. */
        @Override
        public void giveUp() {
            response.close();
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
