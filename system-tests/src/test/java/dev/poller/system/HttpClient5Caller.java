// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Apache HttpClient 5, whose sockets come from a factory. */
final class HttpClient5Caller implements HttpCaller {
    private static final int CONNECTIONS = 1_000;

    private final HttpRoute route;
    private final CloseableHttpClient client;

    HttpClient5Caller(HttpRoute route, int millis) {
        this.route = route;
        Timeout patience = Timeout.of(millis, TimeUnit.MILLISECONDS);
        this.client = HttpClients.custom()
                .setConnectionManager(connections(route, patience))
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(patience).build())
                .disableAutomaticRetries()
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(HttpRoute route, Timeout patience) {
        return new OnSocketsOf(route)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(route.trust().context()))
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(patience)
                        .setSocketTimeout(patience)
                        .build())
                .build();
    }

    /** Where it takes a factory of sockets. */
    private static final class OnSocketsOf extends PoolingHttpClientConnectionManagerBuilder {
        private final HttpRoute route;

        OnSocketsOf(HttpRoute route) {
            this.route = route;
        }

        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
            return new DefaultHttpClientConnectionOperator(
                    proxy -> route.sockets().createSocket(),
                    ports,
                    names,
                    RegistryBuilder.<TlsSocketStrategy>create()
                            .register("https", tls)
                            .build());
        }
    }

    @Override
    public Call get(String path) {
        return call(new HttpGet(route.base().resolve(path)));
    }

    @Override
    public Call put(String path, byte[] body) {
        HttpPut request = new HttpPut(route.base().resolve(path));
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_OCTET_STREAM));
        return call(request);
    }

    private Call call(HttpUriRequestBase request) {
        return new Call() {
            @Override
            public Answer ask() throws IOException {
                return new Given(client.executeOpen(null, request, null), request);
            }

            @Override
            public void cancel() {
                request.cancel();
            }
        };
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private record Given(ClassicHttpResponse response, HttpUriRequestBase request) implements Answer {
        @Override
        public int status() {
            return response.getCode();
        }

        @Override
        public @Nullable String header(String name) {
            Header header = response.getFirstHeader(name);
            return header == null ? null : header.getValue();
        }

        @Override
        public InputStream body() throws IOException {
            return response.getEntity().getContent();
        }

        /** Its close would read on to the end, on any socket. */
        @Override
        public void giveUp() {
            request.cancel();
        }

        @Override
        public void close() throws IOException {
            response.close();
        }
    }
}
