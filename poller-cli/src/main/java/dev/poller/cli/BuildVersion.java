// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this application and of the Java it runs on. */
public final class BuildVersion implements IVersionProvider {
    /** The version in the jar's manifest; {@code development} when run from class files. */
    public static String version() {
        String version = BuildVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"poller " + version() + " (Java " + Runtime.version() + ")"};
    }
}
