// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;

/** JNDI's LDAP, with a server that knows one entry and for other filters says nothing: RFC 4511. */
final class LdapCases {
    /** Milliseconds. */
    private static final String LONG = "20000";

    private static final int SEQUENCE = 0x30;
    private static final int BIND = 0x60;
    private static final int SEARCH = 0x63;
    private static final int UNBIND = 0x42;

    private LdapCases() {}

    static void play(Transcript transcript) throws IOException {
        try (PlainServer server = new PlainServer(LdapCases::serve)) {
            transcript.name(server.port(), "LDAP");
            transcript.play("LDAP", t -> {
                DirContext context = new InitialDirContext(environment(server.port(), LONG, LONG));
                t.note("found", () -> search(context, "(cn=known)"));
                context.close();
            });
            transcript.play("LDAP that does not answer", t -> {
                DirContext context = new InitialDirContext(environment(server.port(), LONG, "1000"));
                t.note("found", () -> search(context, "(cn=nothing)"));
                context.close();
            });
        }
        try (DeadEnd dead = new DeadEnd(transcript)) {
            transcript.play("LDAP that is down", t -> t.note("refused", () -> failure(dead.port(), LONG)));
        }
        try (FullServer full = new FullServer()) {
            transcript.name(full.port(), "FULL");
            transcript.play("LDAP that takes nobody", t -> t.note("refused", () -> failure(full.port(), "200")));
        }
    }

    @SuppressWarnings("JdkObsolete") // JNDI takes no other.
    private static Hashtable<String, Object> environment(int port, String connect, String read) {
        Hashtable<String, Object> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        environment.put(Context.PROVIDER_URL, "ldap://127.0.0.1:" + port);
        environment.put("com.sun.jndi.ldap.read.timeout", read);
        environment.put("com.sun.jndi.ldap.connect.timeout", connect);
        return environment;
    }

    private static String failure(int port, String connect) {
        try {
            new InitialDirContext(environment(port, connect, LONG)).close();
            return "not at all";
        } catch (NamingException failure) {
            Throwable cause = failure.getCause();
            return Transcript.told(failure) + " because of " + (cause == null ? "nothing" : Transcript.told(cause));
        }
    }

    @SuppressWarnings("BanJNDI") // The server is our own.
    private static String search(DirContext context, String filter) throws NamingException {
        NamingEnumeration<SearchResult> all = context.search("dc=test", filter, new SearchControls());
        try {
            return all.next().getNameInNamespace() + " " + all.hasMore();
        } finally {
            all.close();
        }
    }

    private static void serve(InputStream in, OutputStream out) throws IOException {
        while (true) {
            byte[] message = element(in);
            byte[] id = {message[2], message[3], message[4]}; // An integer of one byte, in few messages.
            int operation = message[5] & 0xff;
            if (operation == BIND) {
                out.write(element(SEQUENCE, id, element(0x61, result())));
            } else if (operation == SEARCH && new String(message, UTF_8).contains("known")) {
                byte[] name = element(4, "cn=known,dc=test".getBytes(UTF_8));
                out.write(element(SEQUENCE, id, element(0x64, name, element(SEQUENCE))));
                out.write(element(SEQUENCE, id, element(0x65, result())));
            } else if (operation == UNBIND) {
                return;
            }
        }
    }

    /** Success, no name and no message. */
    private static byte[] result() {
        return new byte[] {10, 1, 0, 4, 0, 4, 0};
    }

    /** With its tag and its length. Either has one byte here, but for long ones that clients send. */
    private static byte[] element(InputStream in) throws IOException {
        int tag = in.read();
        int length = in.read();
        if (tag < 0 || length < 0) {
            throw new EOFException();
        }
        if (length > 0x80) {
            int bytes = length - 0x80;
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = length << 8 | in.read();
            }
        }
        return element(tag, in.readNBytes(length));
    }

    private static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] each : contents) {
            all.writeBytes(each);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        element.write(all.size());
        element.writeBytes(all.toByteArray());
        return element.toByteArray();
    }
}
