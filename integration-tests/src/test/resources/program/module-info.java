// SPDX-License-Identifier: Apache-2.0
/** A program as users write them. */
module program {
    requires dev.poller.blocking;
}
