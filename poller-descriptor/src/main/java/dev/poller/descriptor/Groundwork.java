// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.libc.Libc;
import java.io.IOException;

/**
 * What a poller is made from. Confined to the thread that makes it.
 *
 * @param libc the C library
 * @param own takes over every descriptor that is made
 * @param calls notes which optional calls were found
 */
public record Groundwork(Libc libc, OwnDescriptors own, SystemCalls calls) {
    /** Makes a poller. */
    public interface Recipe<P> {
        /** Makes it; what is thrown undoes the groundwork. */
        P make(Groundwork ground) throws IOException;
    }

    /** Makes a poller, or leaves nothing behind. */
    public static <P> P build(Libc libc, Recipe<P> recipe) throws IOException {
        OwnDescriptors own = new OwnDescriptors(libc);
        try {
            return recipe.make(new Groundwork(libc, own, new SystemCalls(libc)));
        } catch (IOException | RuntimeException | Error failure) {
            try {
                own.close();
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }
}
