// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.client;

import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Apache HttpClient 5 as it is used: one client with a pool, in which there is a connection for each thread. Any
 * thread.
 */
final class HttpLibrary implements Library {
    private static final int OK = 200;

    private final URI address;
    private final CloseableHttpClient client;

    HttpLibrary(URI address, int connections) {
        this.address = address;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .build())
                .disableAutomaticRetries()
                .build();
    }

    @Override
    public Connection connect(int number) throws IOException {
        return new OfThePool();
    }

    private static int bytes(ClassicHttpResponse response) throws IOException, HttpException {
        if (response.getCode() != OK) {
            throw new IOException("HTTP status " + response.getCode());
        }
        byte[] body = EntityUtils.toByteArray(response.getEntity());
        return body == null ? 0 : body.length;
    }

    private final class OfThePool implements Connection {
        @Override
        public void ask() throws IOException {
            if (client.execute(new HttpGet(address), HttpLibrary::bytes) == 0) {
                throw new IOException("an empty answer");
            }
        }

        /** The pool lives as long as the program. */
        @Override
        public void close() {}
    }
}
