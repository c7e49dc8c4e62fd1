// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

/** Apache HttpClient 5, which knows nothing of Poller, over its sockets. */
final class HttpClient5IT extends HttpClientTests {
    HttpClient5IT() {
        super(HttpClient5Caller::new);
    }
}
