// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Certificates that are trusted, in both of the forms that clients take. Immutable.
 *
 * @param context of TLS
 * @param manager the one in it
 */
record Trust(SSLContext context, X509TrustManager manager) {
    /** In this certificate alone. */
    static Trust in(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        return in(store);
    }

    /** In what the JDK trusts. */
    static Trust standard() throws Exception {
        return in((KeyStore) null);
    }

    private static Trust in(@Nullable KeyStore store) throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        TrustManager[] managers = factory.getTrustManagers();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return new Trust(context, (X509TrustManager) managers[0]);
    }
}
