// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.spi.Platform;
import java.io.IOException;

/** The provider is made for other systems. */
public final class ForeignSystemException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * For one that is asked for all the same.
     *
     * @param needed the systems that it is made for
     * @param here the one that this is
     */
    public ForeignSystemException(String needed, Platform here) {
        super("needs " + needed + ", this is " + here);
    }
}
