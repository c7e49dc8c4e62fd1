// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** Servers that refuse to be run by root. Any thread may call. */
final class Unprivileged {
    private Unprivileged() {}

    /**
     * What to put before a command, so that it runs as a user whom the server accepts, and who owns the directory:
     * nothing, unless this is root. Skips the test if there is no such user.
     *
     * @param owned others may then pass through its parent
     * @param user made by the server's package
     */
    static List<String> owning(Path owned, String user) throws IOException {
        if (!Files.getOwner(owned).getName().equals("root")) {
            return List.of();
        }
        try {
            UserPrincipal owner =
                    owned.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
            Files.setOwner(owned, owner);
        } catch (UserPrincipalNotFoundException absent) {
            throw new TestAbortedException("Assumption failed: there is no user " + user + " here", absent);
        }
        Files.setPosixFilePermissions(owned.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
        return List.of(Tool.find("setpriv"), "--reuid=" + user, "--regid=" + user, "--clear-groups");
    }
}
