// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import dev.poller.spi.Platform;
import java.net.SocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The address of a Unix socket: a file, or on Linux a name that is none ("abstract"). A socket that only connects has
 * no name. Immutable; any thread.
 *
 * <p>Source: unix(7).
 */
public final class UnixAddress extends SocketAddress {
    /** That of a socket without a name. */
    public static final UnixAddress UNNAMED = new UnixAddress(new byte[0]);

    /** How many bytes a path, or an abstract name, has at most on Linux; 4 less on macOS and the BSDs. */
    public static final int LONGEST = 107;

    private static final long serialVersionUID = 1;

    /** As in sun_path, without the zero that ends a path; an abstract name begins with a zero. */
    private final byte[] name;

    private UnixAddress(byte[] name) {
        this.name = name;
    }

    /**
     * The address that is a file.
     *
     * @param path absolute, or relative to where the program was started
     * @throws IllegalArgumentException if it is empty, or has more than {@link #LONGEST} bytes
     */
    public static UnixAddress of(Path path) {
        byte[] bytes = Platform.fileName(path);
        checkLength(bytes.length, "the path", path.toString());
        return new UnixAddress(bytes);
    }

    /**
     * The address that is a file.
     *
     * @param path as {@link #of(Path)}
     * @throws IllegalArgumentException as {@link #of(Path)}, or if it cannot be a path, for example with a zero byte
     */
    public static UnixAddress of(String path) {
        return of(Path.of(path));
    }

    /**
     * An abstract address of Linux: there is no file, and the name is free when its last socket is closed. Everybody
     * in the same network namespace may connect.
     *
     * @param name encoded in UTF-8
     * @throws IllegalArgumentException if it is empty, or has {@link #LONGEST} bytes or more
     */
    public static UnixAddress ofAbstract(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        checkLength(bytes.length == 0 ? 0 : bytes.length + 1, "the abstract name", name);
        byte[] all = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, all, 1, bytes.length);
        return new UnixAddress(all);
    }

    /**
     * An address as the operating system has it.
     *
     * @param name the content of {@code sun_path}, without the zero byte that ends a path: nothing if there is no name,
     *     a zero byte first if it is abstract
     */
    public static UnixAddress ofBytes(byte[] name) {
        return name.length == 0 ? UNNAMED : new UnixAddress(name.clone());
    }

    private static void checkLength(int bytes, String what, String text) {
        if (bytes == 0) {
            throw new IllegalArgumentException(what + " of a Unix socket is empty");
        }
        if (bytes > LONGEST) {
            throw new IllegalArgumentException(
                    what + " of a Unix socket has " + bytes + " bytes, and at most " + LONGEST + " fit: " + text);
        }
    }

    /** The name as {@link #ofBytes} takes it. */
    public byte[] bytes() {
        return name.clone();
    }

    /** True if the socket has no name. */
    public boolean isUnnamed() {
        return name.length == 0;
    }

    /** True if the name is not a file. */
    public boolean isAbstract() {
        return name.length > 0 && name[0] == 0;
    }

    /**
     * The file; empty if there is none.
     *
     * @throws java.nio.file.InvalidPathException if the bytes, which another program has chosen, are not a path here
     */
    public Optional<Path> path() {
        return isUnnamed() || isAbstract()
                ? Optional.empty()
                : Optional.of(Path.of(new String(name, Platform.fileNames())));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnixAddress address && Arrays.equals(name, address.name);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(name);
    }

    /** For example {@code unix:/run/app.sock}, {@code unix:@name} if abstract, {@code unix:} without a name. */
    @Override
    public String toString() {
        Charset charset = isAbstract() ? StandardCharsets.UTF_8 : Platform.fileNames();
        return "unix:" + new String(name, charset).replace('\0', '@');
    }
}
